-- What the analyst's KPIs of the college have to give, written from what their names and
-- descriptions mean.

-- kpi: attendance / Attendance Rate by Month
-- Those who came late were there; those excused were not.
SELECT to_char(recorded_at, 'YYYY-MM') || '-01', 1 - avg((attendance_status IN ('A', 'E'))::int) FROM attendance
WHERE to_char(recorded_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: exam_result / Pass Rate by Month
-- Exams without a score have not been marked.
SELECT to_char(taken_on, 'YYYY-MM') || '-01', sum(CASE WHEN score >= (SELECT passing_score FROM course AS c WHERE c.course_id = r.course_id) THEN 1 ELSE 0 END)::numeric / count(score)
FROM exam_result AS r WHERE to_char(taken_on, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: driving_test / Driving Test Pass Rate by Month
SELECT to_char(taken_at, 'YYYY-MM') || '-01', 1 - avg((result = 'FAILED')::int) FROM driving_test
WHERE to_char(taken_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: driving_test / First-Attempt Success Rate of Driving Tests by Month
SELECT to_char(first, 'YYYY-MM') || '-01', avg((tests = 1 AND passed = 1)::int)
FROM (SELECT student_id, min(taken_at) AS first, count(*) AS tests, count(*) FILTER (WHERE result = 'PASSED') AS passed FROM driving_test GROUP BY 1) AS s
WHERE to_char(first, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: driving_test / Driving Test Failure Rate by Month
SELECT to_char(taken_at, 'YYYY-MM') || '-01', avg((result = 'FAILED')::int) FROM driving_test
WHERE to_char(taken_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: exam_result / Average Exam Result Score by Month
SELECT to_char(taken_on, 'YYYY-MM') || '-01', sum(score)::numeric / count(score) FROM exam_result
WHERE to_char(taken_on, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: enrollment / Enrollment Completion Rate by Month
SELECT to_char(enrolled_at, 'YYYY-MM') || '-01', avg((status = 'completed')::int) FROM enrollment
WHERE to_char(enrolled_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: teacher / Courses per Teacher
SELECT (SELECT count(*) FROM course)::numeric / (SELECT count(*) FROM teacher)
