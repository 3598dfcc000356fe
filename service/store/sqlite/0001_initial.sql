-- The record. `id` is internal and dense; `public_id` is what the outside sees.
-- Times are microseconds since 1970 in UTC, days are proleptic ordinals.

create table outlet (
    id integer primary key,
    public_id text not null unique,
    name text not null,
    kind text not null,
    domains text not null
) strict;

create table speaker (
    id integer primary key,
    public_id text not null unique,
    name text not null,
    aliases text not null,
    wikidata_id text
) strict;

create table speaker_word (
    word text not null,
    speaker integer not null references speaker (id),
    primary key (word, speaker)
) strict, without rowid;

create table article (
    id integer primary key,
    public_id text not null unique,
    newest integer not null
) strict;

create table version (
    id integer primary key,
    article integer not null references article (id),
    number integer not null,
    outlet integer not null references outlet (id),
    url text not null,
    title text,
    byline text,
    language text not null,
    published_at integer,
    modified_at integer,
    first_seen_at integer not null,
    text_sha256 text not null,
    content_sha256 text not null,
    origin_id text not null,
    extractor text not null,
    mentions integer not null,
    unique (article, number)
) strict;

create index version_by_published on version (published_at);

-- Apart, so that lists of mentions read no article text.
create table version_text (
    version integer primary key references version (id),
    text text not null
) strict;

create table wording (
    id integer primary key,
    public_id text not null unique,
    language text not null,
    text text not null,
    key text not null,
    rank text not null,
    first_seen_at integer not null,
    link_keys blob not null
) strict;

create table link_key (
    key integer not null,
    wording integer not null references wording (id),
    primary key (key, wording)
) strict, without rowid;

create table statement (
    id integer primary key,
    public_id text not null unique
) strict;

create table sighting (
    id integer primary key,
    public_id text not null unique,
    wording integer not null references wording (id),
    text text not null,
    language text not null,
    speaker integer references speaker (id),
    speaker_name text,
    day integer,
    reported integer not null,
    statement integer references statement (id),
    host integer references sighting (id)
) strict;

create index sighting_by_wording on sighting (wording);
create index sighting_by_statement on sighting (statement) where statement is not null;
create index sighting_by_day on sighting (speaker, day) where speaker is not null;
create index sighting_by_speaker on sighting (speaker, statement) where speaker is not null;

create table mention (
    id integer primary key,
    public_id text not null unique,
    version integer not null references version (id),
    sighting integer references sighting (id),
    wording integer not null references wording (id),
    speaker integer references speaker (id),
    form text not null,
    place integer not null,
    language text not null,
    start integer not null,
    "end" integer not null,
    exact text not null,
    prefix text not null,
    suffix text not null,
    attribution text not null,
    quoted_parts text,
    continues text,
    continues_sentence integer not null,
    unbalanced integer not null
) strict;

create index mention_by_version on mention (version);
create index mention_by_sighting on mention (sighting, version) where sighting is not null;

create table link (
    a integer not null references sighting (id),
    b integer not null references sighting (id),
    kind text not null,
    score real not null,
    status text not null,
    bond text not null,
    reason text not null,
    primary key (a, b)
) strict, without rowid;

create index link_by_b on link (b);

create table change (
    seq integer primary key,
    at integer not null,
    kind text not null,
    id text not null,
    into_id text,
    version integer
) strict;

-- What coverage tells, kept by every transaction, since counting rows takes time.
create table counter (
    name text primary key,
    value integer not null
) strict, without rowid;

create view version_view as
select
    article.public_id as article_id, version.number, version.url,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains,
    version.title, version.byline, version.language, version.published_at, version.modified_at,
    version.first_seen_at, version_text.text, version.text_sha256, version.content_sha256,
    version.origin_id, version.extractor, version.mentions,
    version.number = article.newest as current
from version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join version_text on version_text.version = version.id;

create view sighting_view as
select
    sighting.public_id, wording.public_id as wording_id, sighting.text, sighting.language,
    speaker.public_id as speaker_id, sighting.speaker_name, sighting.day, sighting.reported,
    sighting.id as row, sighting.wording, sighting.statement
from sighting
join wording on wording.id = sighting.wording
left join speaker on speaker.id = sighting.speaker;

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
    mention.id as row, mention.version, mention.sighting
from mention
join version on version.id = mention.version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join wording on wording.id = mention.wording
left join speaker on speaker.id = mention.speaker
left join sighting on sighting.id = mention.sighting
left join statement on statement.id = sighting.statement;
