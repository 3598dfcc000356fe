-- What the registry says of an outlet besides its name, as JSON; null where it says nothing.
alter table outlet add column facts text;

-- Keys that stand in so many articles of one outlet that they are its footer, not its news.
create table boilerplate_key (key integer primary key) strict;

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
    outlet.domains as outlet_domains, outlet.facts as outlet_facts,
    version.url, version.title, version.origin_id, version.published_at, version.first_seen_at,
    mention.form, mention.place, mention.language,
    mention.exact, mention.prefix, mention.suffix, mention.start, mention."end",
    mention.attribution,
    coalesce(speaker.person_id, speaker.public_id) as speaker_id, speaker.name as speaker_name,
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
