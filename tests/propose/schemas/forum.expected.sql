-- What the analyst's KPIs of the forum have to give, written from what their names and descriptions
-- mean: tests, what was removed, and topics called deleted do not count, however that is written.

-- kpi: members / Total Members
SELECT sum((is_test <> 't')::int) FROM members

-- kpi: members / Share of Active Members
SELECT sum((is_active = 'true')::int)::numeric / count(*) FROM members WHERE is_test = 'f'

-- kpi: members / Share of Members Marked as Moderator
SELECT avg((is_moderator IS NOT DISTINCT FROM 'yes')::int) FROM members WHERE id % 10 > 0

-- kpi: members / Share of Invited Members
SELECT avg(was_invited) FROM members WHERE is_test = 'f'

-- kpi: topics / Total Topics
SELECT count(*) FROM topics WHERE status IN ('open', 'closed') AND member_id IN (SELECT id FROM members WHERE is_test = 'f')

-- kpi: topics / Topics by Status
SELECT status, count(*), count(*)::numeric / (SELECT count(*) FROM topics AS a, members AS b WHERE a.member_id = b.id AND a.status <> 'deleted' AND b.is_test = 'f')
FROM topics, members WHERE member_id = members.id AND is_test = 'f' AND status <> 'deleted' GROUP BY status

-- kpi: topics / Topic Completion Rate
SELECT avg((status = 'closed')::int) FROM topics WHERE status <> 'deleted' AND member_id % 10 > 0

-- kpi: topics / Total Topic Views Count
SELECT sum(views_count) FROM topics WHERE status <> 'deleted' AND member_id % 10 <> 0

-- kpi: posts / Posts per Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', count(*) FROM posts
WHERE delete_at = 0 AND is_removed IS DISTINCT FROM '1' AND member_id % 10 <> 0
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: posts / Share of Posts from Top 10 Members
WITH live AS (SELECT member_id, count(*) AS n FROM posts WHERE delete_at = 0 AND coalesce(is_removed, '0') = '0' AND member_id % 10 <> 0
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') GROUP BY 1)
SELECT (SELECT sum(n) FROM (SELECT n FROM live ORDER BY n DESC LIMIT 10) AS top)::numeric / (SELECT sum(n) FROM live)

-- kpi: reactions / Reactions by Subject Type
SELECT subject_type, count(*), count(*) / 900.0 FROM reactions GROUP BY 1
