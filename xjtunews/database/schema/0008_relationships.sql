-- One organization under all its names, one person with all offices, and what follows for partners.
-- Facts keep the name that stands in the text; which organization or person that is, all articles decide together.
-- What was stored before has no employers; `scrapy retag` brings them.

DROP TABLE unresolved_names;
ALTER TABLE participations ADD COLUMN written TEXT NOT NULL DEFAULT '';
ALTER TABLE participations ADD COLUMN name_id TEXT NOT NULL DEFAULT '';
UPDATE participations SET name_id = organization_id,
    written = (SELECT o.name FROM organizations o WHERE o.id = organization_id);
ALTER TABLE appearances ADD COLUMN written TEXT NOT NULL DEFAULT '';
ALTER TABLE appearances ADD COLUMN name_id TEXT NOT NULL DEFAULT '';
ALTER TABLE appearances ADD COLUMN employer_id TEXT;
ALTER TABLE appearances ADD COLUMN employer_name TEXT;
UPDATE appearances SET written = (SELECT p.name FROM people p WHERE p.id = person_id);
ALTER TABLE people ADD COLUMN employer TEXT;
CREATE TABLE name_declarations (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_id TEXT NOT NULL,
    full_name TEXT NOT NULL,
    full_id TEXT NOT NULL,
    beyond INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
-- What follows is worked out from the rest, and names it without a reference: it is brought up to date last.
CREATE TABLE university_names (
    full_id TEXT NOT NULL,
    name_id TEXT NOT NULL,
    full_name TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (full_id, name_id)
) WITHOUT ROWID;
CREATE TABLE organization_names (
    organization_id TEXT NOT NULL,
    name TEXT NOT NULL,
    how TEXT NOT NULL,
    article_id TEXT,
    text_start INTEGER,
    text_end INTEGER,
    articles INTEGER NOT NULL,
    PRIMARY KEY (organization_id, name, how)
) WITHOUT ROWID;
CREATE TABLE unsettled (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE offices (
    person_id TEXT NOT NULL,
    title TEXT NOT NULL,
    side TEXT,
    first_seen TEXT,
    last_seen TEXT,
    reports INTEGER NOT NULL,
    first_article_id TEXT NOT NULL,
    first_mention_id TEXT,
    first_evidence TEXT NOT NULL,
    last_article_id TEXT NOT NULL,
    last_mention_id TEXT,
    last_evidence TEXT NOT NULL,
    PRIMARY KEY (person_id, title)
) WITHOUT ROWID;
CREATE TABLE partner_counts (
    organization_id TEXT PRIMARY KEY,
    events INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    meetings INTEGER NOT NULL,
    signings INTEGER NOT NULL,
    first_contact TEXT,
    first_visit TEXT,
    first_meeting TEXT,
    first_signing TEXT,
    latest_event TEXT,
    visits_before INTEGER,
    meetings_before INTEGER
) WITHOUT ROWID;
CREATE TABLE partner_signings (
    organization_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    date_start TEXT NOT NULL,
    date_end TEXT,
    next_event TEXT,
    later_events INTEGER NOT NULL,
    PRIMARY KEY (organization_id, event_id)
) WITHOUT ROWID;
CREATE TABLE person_counts (
    person_id TEXT PRIMARY KEY,
    side TEXT,
    title TEXT,
    events INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    meetings INTEGER NOT NULL,
    signings INTEGER NOT NULL,
    first_event TEXT,
    latest_event TEXT
) WITHOUT ROWID;
CREATE TABLE event_counts (
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    period TEXT NOT NULL,
    events INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    meetings INTEGER NOT NULL,
    signings INTEGER NOT NULL,
    PRIMARY KEY (period, dimension, value)
) WITHOUT ROWID;

DROP INDEX participations_organization_id;
CREATE INDEX participations_organization_id ON participations(organization_id, type, role);
CREATE INDEX participations_name_id ON participations(name_id, written, article_id);
CREATE INDEX appearances_name_id ON appearances(name_id, employer_id);
CREATE INDEX appearances_employer_id ON appearances(employer_id, name_id, person_id);
DROP INDEX appearances_person_id;
CREATE INDEX appearances_person_id ON appearances(person_id, employer_id);
CREATE INDEX name_declarations_name_id ON name_declarations(name_id);
CREATE INDEX name_declarations_full_id ON name_declarations(full_id);
CREATE INDEX university_names_name_id ON university_names(name_id);
CREATE INDEX organization_names_name ON organization_names(name);

-- The university itself and its own bodies are no partners; where the pages of several are stored, they are of each other.
CREATE VIEW only_university AS
    SELECT min(full_name) AS name FROM university_names GROUP BY NULL HAVING count(DISTINCT full_id) = 1;
CREATE VIEW partners AS
    SELECT c.organization_id, o.name, o.type, o.province, o.city, c.events, c.visits, c.meetings, c.signings,
           c.first_contact, c.first_visit, c.first_signing, c.latest_event,
           CAST(julianday('now', '+8 hours', 'start of day') - julianday(c.latest_event) AS INTEGER) AS days_since
    FROM partner_counts c
    JOIN organizations o ON o.id = c.organization_id
    WHERE coalesce(instr(o.name, (SELECT name FROM only_university)), 0) <> 1
    ORDER BY c.events DESC, o.name, o.id;
CREATE VIEW partner_timeline AS
    SELECT p.organization_id, p.name AS partner, p.event_id, e.date_start, e.date_end, e.date_precision,
           (SELECT group_concat(kind, '、') FROM (SELECT kind FROM event_kinds k WHERE k.event_id = p.event_id
                                                 ORDER BY kind)) AS kinds,
           e.summary, e.reports
    FROM event_parties p
    JOIN events e ON e.id = p.event_id;
CREATE VIEW signings_without_news AS
    SELECT s.organization_id, o.name AS partner, s.event_id, s.date_start, e.summary,
           CAST(julianday('now', '+8 hours', 'start of day') - julianday(s.date_start) AS INTEGER) AS days_since,
           s.later_events
    FROM partner_signings s
    JOIN organizations o ON o.id = s.organization_id
    JOIN events e ON e.id = s.event_id
    WHERE s.date_end < date('now', '+8 hours', '-1 year')
      AND (s.next_event IS NULL OR s.next_event > date(s.date_end, '+1 year'))
      AND coalesce(instr(o.name, (SELECT name FROM only_university)), 0) <> 1
    ORDER BY s.date_start, s.organization_id, s.event_id;
CREATE VIEW visits_before_signing AS
    SELECT c.organization_id, o.name AS partner, c.first_contact, c.first_signing, c.visits_before AS visits,
           c.meetings_before AS meetings,
           CAST(julianday(c.first_signing) - julianday(c.first_contact) AS INTEGER) AS days
    FROM partner_counts c
    JOIN organizations o ON o.id = c.organization_id
    WHERE c.first_signing IS NOT NULL AND coalesce(instr(o.name, (SELECT name FROM only_university)), 0) <> 1
    ORDER BY c.first_signing, o.name, o.id;
CREATE VIEW events_by_month AS
    SELECT nullif(period, '') AS month, nullif(substr(period, 1, 4), '') AS year, events, visits, meetings, signings
    FROM event_counts WHERE dimension = 'all' ORDER BY period;
CREATE VIEW events_by_kind AS
    SELECT value AS kind, nullif(substr(period, 1, 4), '') AS year, sum(events) AS events
    FROM event_counts WHERE dimension = 'kind' GROUP BY 1, 2 ORDER BY 1, 2;
CREATE VIEW events_by_province AS
    SELECT value AS province, nullif(substr(period, 1, 4), '') AS year, sum(events) AS events, sum(visits) AS visits,
           sum(meetings) AS meetings, sum(signings) AS signings
    FROM event_counts WHERE dimension = 'province' GROUP BY 1, 2 ORDER BY 1, 2;
CREATE VIEW events_by_partner_type AS
    SELECT nullif(value, '') AS type, nullif(substr(period, 1, 4), '') AS year, sum(events) AS events,
           sum(visits) AS visits, sum(meetings) AS meetings, sum(signings) AS signings
    FROM event_counts WHERE dimension = 'partner_type' GROUP BY 1, 2 ORDER BY 1, 2;
CREATE VIEW events_by_leader AS
    SELECT c.person_id, p.name, c.title, p.employer AS organization, c.events, c.visits, c.meetings, c.signings, c.first_event,
           c.latest_event
    FROM person_counts c
    JOIN people p ON p.id = c.person_id
    WHERE c.side = 'ours'
    ORDER BY c.events DESC, p.name, c.person_id;
CREATE VIEW person_offices AS
    SELECT f.person_id, p.name, f.title, p.employer AS organization, f.side, f.first_seen, f.last_seen, f.reports,
           f.first_article_id, f.first_mention_id, f.first_evidence, f.last_article_id, f.last_mention_id,
           f.last_evidence
    FROM offices f
    JOIN people p ON p.id = f.person_id
    ORDER BY f.person_id, f.first_seen, f.title;
