-- How many articles each outlet published on each UTC day, by their first versions; outlet 0 stands
-- for all of them. Days are proleptic ordinals; 62135596800000000 microseconds lie between the
-- first of them and 1970.
create table carried_day (
    outlet integer not null,
    day integer not null,
    articles integer not null,
    primary key (outlet, day)
) strict, without rowid;
insert into carried_day
select outlet, (published_at + 62135596800000000) / 86400000000 + 1, count(*)
from version where number = 1 and published_at is not null group by 1, 2;
insert into carried_day select 0, day, sum(articles) from carried_day group by day;
create trigger version_dated after insert on version
when new.number = 1 and new.published_at is not null begin
    insert into carried_day
    values (new.outlet, (new.published_at + 62135596800000000) / 86400000000 + 1, 1)
    on conflict (outlet, day) do update set articles = articles + 1;
    insert into carried_day
    values (0, (new.published_at + 62135596800000000) / 86400000000 + 1, 1)
    on conflict (outlet, day) do update set articles = articles + 1;
end;
create trigger version_undated after delete on version
when old.number = 1 and old.published_at is not null begin
    update carried_day set articles = articles - 1 where outlet in (0, old.outlet)
        and day = (old.published_at + 62135596800000000) / 86400000000 + 1;
    delete from carried_day where outlet in (0, old.outlet) and articles = 0
        and day = (old.published_at + 62135596800000000) / 86400000000 + 1;
end;

-- What was refused, by reason and host ('' where no address could be read). An address counts once
-- for each reason, whenever it is sent again; `refused_item` holds hashes of both.
create table refusal (
    reason text not null,
    host text not null,
    items integer not null,
    first_at integer not null,
    last_at integer not null,
    primary key (reason, host)
) strict, without rowid;
create table refused_item (item blob primary key) strict, without rowid;

-- The counters as they were after each moment, where they changed.
create table counter_past (
    name text not null,
    seq integer not null,
    value integer not null,
    primary key (name, seq)
) strict, without rowid;
insert into counter_past
select name, (select max(seq) from moment), value from counter where name <> 'last_wording';
create trigger counters_kept after insert on moment begin
    insert into counter_past
    select name, new.seq, value from counter
    where name <> 'last_wording' and value is not (
        select p.value from counter_past as p where p.name = counter.name
        order by p.seq desc limit 1);
end;

-- The stretches of a version's text that are no running body: [[place, start, end], ...]. Most
-- versions have none, and no row.
create table region (
    version integer primary key references version (id) on delete cascade,
    regions text not null
) strict;

drop view version_view;
create view version_view as
select
    article.public_id as article_id, version.number, version.url,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains, outlet.facts as outlet_facts,
    version.title, version.byline, version.language, version.published_at, version.modified_at,
    version.first_seen_at, version_text.text, version.text_sha256, version.content_sha256,
    version.origin_id, version.extractor, version.mentions,
    page.html_sha256, page.extractor as page_extractor, page.encoding, page.found_in,
    region.regions,
    version.number = article.newest as current
from version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join version_text on version_text.version = version.id
left join page on page.version = version.id
left join region on region.version = version.id;

-- The secret that a new one replaces signs beside it until its time is over. A feed's token is kept
-- as a hash.
alter table watch add column old_secret text;
alter table watch add column old_secret_until integer;
alter table watch add column feed_token_sha256 text;
