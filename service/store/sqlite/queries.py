"""The longer questions to the record, each one statement for a whole batch of ids."""

from __future__ import annotations

# Each part stands aside when its parameter is null.
_WHERE = """
    (:speakers is null or mention.speaker in (
        select id from speaker where public_id in (select value from json_each(:speakers))))
    and (:outlets is null or version.outlet in (
        select id from outlet where public_id in (select value from json_each(:outlets))))
    and (:languages is null or mention.language in (select value from json_each(:languages)))
    and (:forms is null or mention.form in (select value from json_each(:forms)))
    and (:published_from is null or version.published_at >= :published_from)
    and (:published_before is null or version.published_at < :published_before)
"""
MENTIONS_OF_SIGHTINGS = f"""
with wanted as (
    select id, public_id from sighting
    where public_id in (select value from json_each(:sightings))
), fitting as materialized (
    select mention.id, mention.sighting, mention.public_id, version.published_at
    from wanted
    cross join mention on mention.sighting = wanted.id
    join version on version.id = mention.version
    where {_WHERE}
), counted as (
    select id, row_number() over (
        partition by sighting order by published_at is null, published_at, public_id
    ) as place
    from fitting
)
select mention_view.*, published_at is null from mention_view
where row in (select id from counted where place <= :limit)
order by published_at is null, published_at, public_id
"""  # noqa: S608  one constant put into another
FILTER_SIGHTINGS = f"""
select public_id from sighting
where public_id in (select value from json_each(:sightings)) and exists (
    select 1 from mention join version on version.id = mention.version
    where mention.sighting = sighting.id and {_WHERE})
"""  # noqa: S608  one constant put into another
# Gathered before they are counted, so that the past is read by its indexes: see past.py.
SPREAD = """
with carried as materialized (
    select statement.public_id as statement, version.article, version.outlet, version.origin_id,
        version.first_seen_at, version.published_at, outlet.kind
    from json_each(?) as wanted
    cross join statement on statement.public_id = wanted.value
    cross join sighting on sighting.statement = statement.id
    cross join mention on mention.sighting = sighting.id
    cross join version on version.id = mention.version
    cross join outlet on outlet.id = version.outlet
)
select statement, count(*), count(distinct article), count(distinct outlet),
    count(distinct origin_id), min(first_seen_at), min(published_at),
    count(distinct iif(kind = 'aggregator', outlet, null))
from carried group by statement
"""
LINKS_OF = """
with wanted as (
    select id from sighting where public_id in (select value from json_each(?))
), touching as (
    select link.a, link.b from wanted cross join link on link.a = wanted.id
    union
    select link.a, link.b from wanted cross join link on link.b = wanted.id
)
select a.public_id, b.public_id, link.kind, link.score, link.status, link.bond, link.reason
from touching
cross join link on link.a = touching.a and link.b = touching.b
join sighting as a on a.id = link.a
join sighting as b on b.id = link.b
order by 1, 2
"""
SHARING = """
select link_key.key, link_key.wording
from json_each(?) as wanted cross join link_key on link_key.key = wanted.value
"""
PUBLIC_IDS = """
select wording.id, wording.public_id
from json_each(?) as wanted cross join wording on wording.id = wanted.value
"""
CANDIDATES = """
select wording.id, wording.public_id, wording.language, wording.text, wording.key,
    wording.first_seen_at
from json_each(?) as wanted cross join wording on wording.id = wanted.value
"""
WORDINGS = """
select public_id, language, text, key, first_seen_at from wording
where public_id in (select value from json_each(?))
"""
OUTLINES = """
select wording.id, wording.outline
from json_each(?) as wanted cross join wording on wording.id = wanted.value
"""
KEYS_OF_WORDINGS = """
select wording.id, wording.public_id, wording.link_keys, wording.outline
from json_each(?) as wanted cross join wording on wording.public_id = wanted.value
"""
SIGHTINGS_NEAR = """
select view.* from json_each(?) as wanted
cross join speaker on speaker.public_id = wanted.value
cross join sighting on sighting.speaker = speaker.id
cross join sighting_view as view on view.row = sighting.id
where sighting.day between ? and ?
order by view.public_id
"""
