-- What people decided. `id` counts from 1; nothing is ever deleted, only undone.
create table judgement (
    id integer primary key,
    public_id text not null unique,
    kind text not null,
    mention integer not null references mention (id),
    other integer references mention (id),
    speaker_name text,
    judged_by text not null,
    reason text not null,
    judged_at integer not null,
    undone_at integer
) strict;

create index judgement_by_mention on judgement (mention) where undone_at is null;
create index judgement_by_other on judgement (other) where undone_at is null and other is not null;

-- Which statement took the place of one whose anchor is gone.
create index change_by_merged on change (id) where kind = 'statement_merged';
