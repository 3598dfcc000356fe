-- Vectors of wordings under the name of the model that made them; derived, made anew at will.
create table vector (
    model text not null,
    wording integer not null references wording (id) on delete cascade,
    data blob not null,
    primary key (model, wording)
) strict, without rowid;

-- How far links by meaning are drawn: every sighting up to this row was held against the others.
create table sweep (
    model text primary key,
    sighting integer not null
) strict, without rowid;

-- A row number that is free again may be given to another sighting, which is not swept then.
create trigger sweep_after_delete after delete on sighting begin
    update sweep set sighting = min(sighting, (select coalesce(max(id), 0) from sighting));
end;
