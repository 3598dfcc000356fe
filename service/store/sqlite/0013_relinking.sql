-- By which rules the links stand, one row: of all sightings when `done` is 1, else of those up to
-- `sighting`, and the others by whatever was there before.
create table drawn_by (
    rules text not null,
    sighting integer not null,
    done integer not null
) strict;
