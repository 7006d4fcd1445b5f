-- What the analyst's KPIs of the chain have to give, written from what their names and descriptions
-- mean. Personnel files are valid until 9999-12-31 when they hold now; sales happened on the day
-- that their key stands for, 2450000 being 1500 days ago.

-- kpi: department / Department Scoreboard: Current and Ended Department Employees
SELECT dept_name, a, n - a, 1 - a::numeric / n FROM (SELECT dept_name, count(*) AS n, sum(CASE to_date WHEN '9999-12-31' THEN 1 ELSE 0 END) AS a FROM dept_emp NATURAL JOIN department GROUP BY 1) AS s

-- kpi: dept_emp / Current Department Employees by Gender
SELECT gender, count(*), count(*) / (SELECT count(*) FROM dept_emp WHERE to_date = 'infinity' OR to_date > '9000-01-01')::numeric FROM employee NATURAL JOIN dept_emp WHERE extract(year FROM to_date) = 9999 GROUP BY 1

-- kpi: dept_emp / Ended Department Employees per Quarter
SELECT to_char(to_date, 'YYYY-') || (ARRAY['01', '04', '07', '10'])[extract(quarter FROM to_date)::int] || '-01', count(*) FROM dept_emp
WHERE to_char(to_date, 'YYYYQ') < to_char(CURRENT_DATE, 'YYYYQ') GROUP BY 1

-- kpi: dept_emp / Median Days a Department Employee Lasts by Department
SELECT (SELECT dept_name FROM department AS d WHERE d.dept_no = e.dept_no), percentile_cont(0.5) WITHIN GROUP (ORDER BY to_date - from_date), count(*) FROM dept_emp AS e WHERE to_date <> '9999-12-31' GROUP BY dept_no

-- kpi: dept_emp / Ended Share of Department Employees by Department
SELECT dept_name, avg((to_date <> '9999-12-31')::int), count(*) FROM dept_emp, department WHERE dept_emp.dept_no = department.dept_no GROUP BY 1

-- kpi: employee / Employees by Current Department
SELECT dept_name, (SELECT count(*) FROM employee AS e WHERE EXISTS (SELECT FROM dept_emp AS x WHERE x.emp_no = e.emp_no AND x.dept_no = d.dept_no AND x.to_date = '9999-12-31')) FROM department AS d

-- kpi: salary / Average Current Salary by Department
SELECT dept_name, sum(salary) / count(*)::numeric, count(*) FROM department NATURAL JOIN (SELECT emp_no, dept_no FROM dept_emp WHERE to_date = '9999-12-31') AS e NATURAL JOIN (SELECT emp_no, salary FROM salary WHERE to_date = '9999-12-31') AS s GROUP BY 1

-- kpi: salary / Median Current Salary
SELECT avg(salary) FROM (SELECT salary, row_number() OVER (ORDER BY salary) AS n, count(*) OVER () AS m FROM salary WHERE to_date = '9999-12-31') AS s WHERE n IN ((m + 1) / 2, m / 2 + 1)

-- kpi: salary / Average Salary by Quarter of Start
SELECT to_char(from_date, 'YYYY-') || (ARRAY['01', '04', '07', '10'])[extract(quarter FROM from_date)::int] || '-01', sum(salary)::numeric / count(*) FROM salary
WHERE to_char(from_date, 'YYYYQ') < to_char(CURRENT_DATE, 'YYYYQ') GROUP BY 1

-- kpi: salary / Salaries per Employee, Past and Present
SELECT 4

-- kpi: store_sales / Extended Sales Price Growth, Month on Month
SELECT to_char(m + interval '1 month', 'YYYY-MM-DD'), b / a - 1 FROM (SELECT m, sum(v) AS a, lead(sum(v)) OVER (ORDER BY m) AS b
  FROM (SELECT date_trunc('month', CURRENT_DATE - 1500 + (ss_sold_date_sk - 2450000)) AS m, ss_ext_sales_price AS v FROM store_sales) AS s WHERE m < date_trunc('month', CURRENT_DATE) GROUP BY m) AS t WHERE b IS NOT NULL

-- kpi: store_sales / Store Sales Profit Margin by Month
SELECT to_char(d, 'YYYY-MM') || '-01', sum(p) / sum(v) FROM (SELECT CURRENT_DATE - 1500 + (ss_sold_date_sk - 2450000) AS d, ss_net_profit AS p, ss_ext_sales_price AS v FROM store_sales) AS s WHERE to_char(d, 'YYYY-MM') < to_char(CURRENT_DATE, 'YYYY-MM') GROUP BY 1

-- kpi: store_sales / Store Sales by Weekday
SELECT (extract(dow FROM d)::int + 6) % 7 + 1, left((SELECT d_day_name FROM date_dim WHERE d_date = d), 3), count(*) FROM (SELECT CURRENT_DATE - 1500 + (ss_sold_date_sk - 2450000) AS d FROM store_sales) AS s GROUP BY 1, 2
ORDER BY 1

-- kpi: receiptline / Total Receipt Line Amount
SELECT sum(CASE unitpricediscount WHEN 0 THEN orderqty * unitprice ELSE orderqty * unitprice * 85 / 100 END) FROM receiptline

-- kpi: receiptline / Receipt Line Amount by Item Category
SELECT i_category, sum(v), sum(v) / sum(sum(v)) OVER () FROM item, LATERAL (SELECT orderqty * unitprice * (1 - unitpricediscount) AS v FROM receiptline WHERE itemsk = i_item_sk) AS s GROUP BY 1

-- kpi: game / Games by Release Year
SELECT y, (SELECT count(*) FROM game WHERE release_year = y) FROM generate_series(1900, 2100) AS y WHERE EXISTS (SELECT FROM game WHERE release_year = y)

-- kpi: game / Average Game Total Copies by Release Year
SELECT release_year, sum(total_copies)::numeric / count(*) FROM game GROUP BY 1 HAVING release_year > 0

-- kpi: contest_result / Contest Results per Month
SELECT to_char(d, 'YYYY-MM') || '-01', 8 * count(*) FROM (SELECT CURRENT_DATE - 7 * n AS d FROM generate_series(1, 150) AS n) AS c
WHERE to_char(d, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 day', 'YYYY-MM') GROUP BY 1

-- kpi: contest_result / Average Contest Result Points by Month
SELECT to_char(held_on, 'YYYY-MM') || '-01', sum(points)::numeric / count(points) FROM contest_result NATURAL JOIN contest
WHERE to_char(held_on, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 day', 'YYYY-MM') GROUP BY 1

-- kpi: outbreak / Outbreak Total Cases, Latest
SELECT sum(new_cases) FROM outbreak

-- kpi: outbreak / Outbreak New Cases per Month
SELECT to_char(reported_on, 'YYYY-MM') || '-01', sum(new_cases) FROM outbreak
WHERE to_char(reported_on, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 day', 'YYYY-MM') GROUP BY 1
