-- Standing questions. `position` is the last change held against one; the secret signs webhooks.
create table watch (
    id integer primary key,
    public_id text not null unique,
    owner text,
    name text not null,
    target text not null,
    kinds text not null,
    created_at integer not null,
    position integer not null,
    url text,
    secret text
) strict;
create index watch_by_owner on watch (owner);

-- What watches have to tell: ids only. `seq` is null for a ping.
create table watch_event (
    id integer primary key,
    public_id text not null unique,
    watch integer not null references watch (id) on delete cascade,
    seq integer,
    at integer not null,
    kind text not null,
    named text not null,
    status text not null,
    tries integer not null,
    next_try_at integer,
    last_try_at integer,
    problem text
) strict;
create index watch_event_by_watch on watch_event (watch, id);
create index watch_event_pending on watch_event (watch, id) where status = 'pending';
