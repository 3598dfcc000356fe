-- How a version was read from a page; versions that came as text have no row.
create table page (
    version integer primary key references version (id) on delete cascade,
    html_sha256 text not null,
    extractor text not null,
    encoding text not null,
    found_in text not null
) strict;

-- A quotation that stands unchanged in several versions of an article is one thread, named by its
-- first mention; all null where an article has one version. `removed_in` is the first version
-- without it, `changed_to` the mention that took its place.
alter table mention add column thread text;
alter table mention add column added_in integer;
alter table mention add column removed_in integer;
alter table mention add column fate text;
alter table mention add column changed_to text;
create index mention_by_thread on mention (thread) where thread is not null;
create index mention_by_wording on mention (wording);
-- A take-down looks for what nobody holds any more.
create index mention_by_speaker on mention (speaker) where speaker is not null;
create index link_key_by_wording on link_key (wording);
create index sighting_by_host on sighting (host) where host is not null;

-- Distinct texts and the keys by which near copies find each other.
create table carried_text (
    id integer primary key,
    text_sha256 text not null unique,
    base_id text not null,
    origin_id text not null
) strict;
create index carried_text_by_origin on carried_text (origin_id);
create index carried_text_by_base on carried_text (base_id);
create table copy_key (
    key integer not null,
    text integer not null references carried_text (id) on delete cascade,
    primary key (key, text)
) strict, without rowid;
create index copy_key_by_text on copy_key (text);
create table copy (
    a integer not null references carried_text (id) on delete cascade,
    b integer not null references carried_text (id) on delete cascade,
    kind text not null,
    shared_words integer not null,
    share_a real not null,
    share_b real not null,
    longest_run integer not null,
    primary key (a, b)
) strict, without rowid;
create index copy_by_b on copy (b);
create index version_by_text on version (text_sha256);
create index version_by_origin on version (origin_id);

-- Corrections and retractions, in the order they came. The target is a public id.
create table correction (
    id integer primary key,
    public_id text not null unique,
    kind text not null,
    text text not null,
    day integer,
    url text,
    target_id text not null,
    made_at integer not null
) strict;
create index correction_by_target on correction (target_id);

-- What was taken down, by public id: articles, and what only they held.
create table tombstone (
    id text primary key,
    article text not null,
    reason text not null,
    at integer not null
) strict, without rowid;

drop view version_view;
create view version_view as
select
    article.public_id as article_id, version.number, version.url,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains,
    version.title, version.byline, version.language, version.published_at, version.modified_at,
    version.first_seen_at, version_text.text, version.text_sha256, version.content_sha256,
    version.origin_id, version.extractor, version.mentions,
    page.html_sha256, page.extractor as page_extractor, page.encoding, page.found_in,
    version.number = article.newest as current
from version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join version_text on version_text.version = version.id
left join page on page.version = version.id;

drop view mention_view;
create view mention_view as
select
    mention.public_id, article.public_id as article_id, version.number,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains,
    version.url, version.title, version.origin_id, version.published_at, version.first_seen_at,
    mention.form, mention.place, mention.language,
    mention.exact, mention.prefix, mention.suffix, mention.start, mention."end",
    mention.attribution,
    speaker.public_id as speaker_id, speaker.name as speaker_name,
    speaker.aliases as speaker_aliases, speaker.wikidata_id,
    wording.public_id as wording_id, sighting.public_id as sighting_id,
    statement.public_id as statement_id,
    mention.quoted_parts, mention.continues, mention.continues_sentence, mention.unbalanced,
    version.number = article.newest as current,
    mention.thread, mention.added_in, mention.removed_in, mention.fate, mention.changed_to,
    mention.id as row, mention.version, mention.sighting
from mention
join version on version.id = mention.version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join wording on wording.id = mention.wording
left join speaker on speaker.id = mention.speaker
left join sighting on sighting.id = mention.sighting
left join statement on statement.id = sighting.statement;
