-- What the analyst's KPIs of the helpdesk have to give, written from what their names and descriptions
-- mean. Deleted tickets are none. What no declared key connects is counted, not joined.

-- kpi: tickets / Tickets per Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', count(*) FROM tickets WHERE is_deleted <> 1
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / On-Time Resolution Rate of Tickets by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((solved_at - created_at <= interval '24 hours')::int) FROM tickets WHERE is_deleted <> 1 AND solved_at IS NOT NULL AND id % 6 <> 0
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Overdue Share of Open Tickets
SELECT avg((date(sla_due_at) < CURRENT_DATE)::int) FROM tickets WHERE is_deleted <> 1 AND solved_at IS NULL AND sla_due_at IS NOT NULL

-- kpi: tickets / Time from Ticket to First Response (Median, p90)
SELECT to_char(created_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY 5 + id * 13 % 400) / 60, percentile_cont(0.9) WITHIN GROUP (ORDER BY 5 + id * 13 % 400) / 60
FROM tickets WHERE is_deleted <> 1 AND id > 8 AND id % 33 <> 0
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Time from Ticket to Resolution (Median, p90)
SELECT to_char(created_at, 'YYYY-MM') || '-01', extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY solved_at - created_at)) / 3600,
  extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY solved_at - created_at)) / 3600
FROM tickets WHERE is_deleted <> 1 AND status_id IN (4, 5)
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Ticket Resolution Rate by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((status_id IN (4, 5))::int) FROM tickets WHERE is_deleted <> 1
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Tickets by Status
-- States by what the table of states calls them.
SELECT s.name, count(*), count(*)::numeric / sum(count(*)) OVER () FROM ticket_statuses AS s JOIN tickets AS t ON t.status_id = s.id WHERE t.is_deleted <> 1
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Tickets by Team
SELECT (SELECT name FROM teams WHERE id = (SELECT team_id FROM agents WHERE id = t.agent_id)), count(*), count(*)::numeric / sum(count(*)) OVER () FROM tickets AS t
WHERE t.is_deleted <> 1 AND agent_id IS NOT NULL
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Ticket Reopen Count per Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', sum(reopen_count) FROM tickets WHERE is_deleted <> 1
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Ticket Comments per Ticket by Month
-- Tickets without a comment count as 0, and no ticket counts twice.
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((SELECT count(*) FROM ticket_comments AS c WHERE c.ticket_id = t.id)) FROM tickets AS t WHERE is_deleted <> 1
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Ticket Funnel
SELECT n, name, (SELECT count(*) FROM tickets WHERE is_deleted <> 1 AND CASE n WHEN 1 THEN true WHEN 2 THEN first_response_at IS NOT NULL ELSE solved_at IS NOT NULL END
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM (VALUES (1, 'Tickets'), (2, 'Answered'), (3, 'Resolved')) AS s (n, name)

-- kpi: agents / Median Hours from Ticket Creation to Resolution by Agent
SELECT full_name, extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY solved_at - t.created_at)) / 3600, count(*)
FROM agents AS a JOIN tickets AS t ON t.agent_id = a.id AND is_deleted <> 1 AND solved_at IS NOT NULL
  AND to_char(t.created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY a.id
ORDER BY 2 DESC LIMIT 15

-- kpi: agents / Share of Active Agents
SELECT count(*) FILTER (WHERE is_active > 0) / 18.0 FROM agents

-- kpi: teams / Tickets per Team, Last 12 Months
SELECT count(*) / 3.0 FROM tickets WHERE is_deleted <> 1 AND agent_id IS NOT NULL
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: organizations / Share of Organizations with Tickets, Last 12 Months
SELECT avg((id IN (SELECT organization_id FROM requesters AS r JOIN tickets AS t ON t.requester_id = r.id WHERE organization_id IS NOT NULL AND is_deleted <> 1
    AND to_char(t.created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')))::int) FROM organizations

-- kpi: satisfaction_surveys / Satisfaction Survey Answer Rate by Month
SELECT to_char(sent_at, 'YYYY-MM') || '-01', avg((rating IS NOT NULL)::int) FROM satisfaction_surveys
WHERE to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: satisfaction_surveys / Average Satisfaction Survey Rating by Month
SELECT to_char(sent_at, 'YYYY-MM') || '-01', sum(rating)::numeric / count(rating) FROM satisfaction_surveys
WHERE to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: satisfaction_surveys / Time from Satisfaction Survey Sending to Answer (Median, p90)
-- A survey is sent before it is answered.
SELECT to_char(sent_at, 'YYYY-MM') || '-01', extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - sent_at)) / 3600,
  extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY answered_at - sent_at)) / 3600 FROM satisfaction_surveys WHERE answered_at IS NOT NULL
  AND to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: calls / Average Call Wait Seconds by Month
SELECT to_char(started_at, 'YYYY-MM') || '-01', avg(wait_seconds) FROM calls
WHERE to_char(started_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: calls / Calls by Outcome
SELECT outcome, count(*), count(*) / sum(count(*)) OVER () FROM calls
WHERE started_at >= CURRENT_DATE - 365 AND started_at < CURRENT_DATE + 1 GROUP BY 1

-- kpi: ticket_status_history / Average Minutes in Status by From Status
SELECT from_status, avg(minutes_in_status), count(*) FROM ticket_status_history WHERE from_status IS NOT NULL
  AND to_char(changed_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: agent_shifts / Agent Shift Worked Hours per Week
SELECT (shift_date - (extract(isodow FROM shift_date)::int - 1))::text, sum(worked_hours) FROM agent_shifts
WHERE shift_date - (extract(isodow FROM shift_date)::int - 1) BETWEEN CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1) - 84 AND CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1) - 7
GROUP BY 1

-- kpi: ticket_tags / Tags per Ticket
-- Of the tickets that have any, deleted ones left out.
SELECT avg(n) FROM (SELECT count(*) AS n FROM ticket_tags WHERE ticket_id NOT IN (SELECT id FROM tickets WHERE is_deleted = 1) GROUP BY ticket_id) AS t

-- kpi: satisfaction_surveys / Satisfaction Surveys by Rating
-- Surveys without an answer have no rating, and are no class of their own.
SELECT rating, count(*), count(*) / sum(count(*)) OVER () FROM satisfaction_surveys WHERE rating IS NOT NULL
  AND to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
ORDER BY 1

-- kpi: satisfaction_surveys / Share of Satisfaction Surveys Rated 4 or 5 by Month
SELECT to_char(sent_at, 'YYYY-MM') || '-01', avg((rating >= 4)::int) FROM satisfaction_surveys WHERE rating BETWEEN 1 AND 5
  AND to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: satisfaction_surveys / Share of Satisfaction Surveys Rated 2 or Less by Month
SELECT to_char(sent_at, 'YYYY-MM') || '-01', avg((rating < 3)::int) FROM satisfaction_surveys WHERE rating BETWEEN 1 AND 5
  AND to_char(sent_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Ticket Reopen Rate by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg(least(reopen_count, 1)) FROM tickets
WHERE is_deleted = 0 AND (solved_at IS NOT NULL OR reopen_count >= 1)
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tickets / Tickets Not Resolved Yet, by Age
SELECT CASE WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' WHEN d <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - created_at::date AS d FROM tickets WHERE solved_at IS NULL AND is_deleted <> 1) AS o GROUP BY 1
