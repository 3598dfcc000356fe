-- Reviews of claims, as their publishers put them. `rank` decides between two forms of one.
create table review (
    id integer primary key,
    public_id text not null unique,
    url text not null,
    claim_text text not null,
    publisher text not null,
    publisher_url text,
    claimant text,
    rating text,
    title text,
    language text not null,
    published_on integer,
    appearances text not null,
    first_appearance text,
    imported_at integer not null,
    rank text not null
) strict;

create table review_key (
    key integer not null,
    review integer not null references review (id) on delete cascade,
    primary key (key, review)
) strict, without rowid;
create index review_key_by_review on review_key (review);

-- Suggestions; they follow from the two ends alone.
create table review_link (
    sighting integer not null references sighting (id) on delete cascade,
    review integer not null references review (id) on delete cascade,
    kind text not null,
    score real not null,
    reason text not null,
    speakers text not null,
    primary key (sighting, review)
) strict, without rowid;
create index review_link_by_review on review_link (review);

-- Since when a review is there.
create index change_by_review on change (id, seq) where kind = 'review_added';
