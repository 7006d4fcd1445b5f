-- What the analyst's KPIs of the hospital have to give, written from what their names and
-- descriptions mean. Every fiftieth patient is a test; nothing of theirs counts.

-- kpi: tb_patient / Total Patients
SELECT count(*) FROM tb_patient WHERE test_yn <> 'Y' AND del_yn <> 'Y'

-- kpi: tb_patient / New Patients per Month
SELECT to_char(reg_dttm, 'YYYY-MM') || '-01', count(*) FROM tb_patient WHERE patient_id % 50 > 0 AND patient_id % 33 > 0
  AND to_char(reg_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_patient / Share of Patients with a Billing, Last 12 Months
SELECT avg((patient_id IN (SELECT patient_id FROM tb_bill
    WHERE to_char(bill_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')))::int)
FROM tb_patient WHERE patient_id % 50 > 0 AND patient_id % 33 > 0

-- kpi: tb_patient / Patients by Region Name
SELECT region_nm, count(*), count(*) / sum(count(*)) OVER () FROM tb_patient WHERE patient_id % 50 > 0 AND patient_id % 33 > 0 AND region_nm IS NOT NULL GROUP BY 1

-- kpi: tb_appointment / Appointments per Month
-- By when they are for, not by when they were made.
SELECT to_char(appt_dttm, 'YYYY-MM') || '-01', count(*) FROM tb_appointment WHERE patient_id % 50 > 0
  AND to_char(appt_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_appointment / Appointment Cancellation Rate by Month
SELECT to_char(appt_dttm, 'YYYY-MM') || '-01', avg((appt_status = 3)::int) FROM tb_appointment WHERE patient_id % 50 > 0
  AND to_char(appt_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_appointment / Appointment No-Show Rate by Month
SELECT to_char(appt_dttm, 'YYYY-MM') || '-01', avg((appt_status = 4)::int) FROM tb_appointment WHERE patient_id % 50 > 0
  AND to_char(appt_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_appointment / Open Appointments by Age
-- Those to come are open, too, but no days old.
SELECT CASE WHEN d < 0 THEN 'in the future' WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' ELSE 'older' END, count(*)
FROM (SELECT CURRENT_DATE - appt_dttm::date AS d FROM tb_appointment WHERE patient_id % 50 > 0 AND appt_status = 1) AS a GROUP BY 1

-- kpi: tb_appointment / Appointments by Department
SELECT (SELECT dept_nm FROM tb_dept JOIN tb_doctor USING (dept_cd) WHERE doctor_id = a.doctor_id), count(*), count(*) / sum(count(*)) OVER ()
FROM tb_appointment AS a WHERE patient_id % 50 > 0
  AND to_char(appt_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_appointment / Funnel from Appointment to Billing
WITH a AS (SELECT appt_no FROM tb_appointment WHERE patient_id % 50 > 0
  AND to_char(appt_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
SELECT 1, 'Appointments', (SELECT count(*) FROM a)
UNION ALL SELECT 2, 'With visit', (SELECT count(*) FROM a WHERE appt_no IN (SELECT appt_no FROM tb_visit))
UNION ALL SELECT 3, 'With billing', (SELECT count(*) FROM a WHERE appt_no IN (SELECT v.appt_no FROM tb_visit AS v, tb_bill AS b WHERE b.visit_id = v.visit_id))

-- kpi: tb_visit / Average Visit Wait Minutes by Month
SELECT to_char(visit_dt, 'YYYY-MM') || '-01', sum(wait_min)::numeric / count(wait_min) FROM tb_visit WHERE patient_id % 50 > 0
  AND to_char(visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_visit / Visits by Type
-- Codes by what the table of codes calls them.
SELECT CASE visit_type_cd WHEN 'F' THEN '초진' WHEN 'R' THEN '재진' WHEN 'E' THEN '응급' END, count(*), count(*) / sum(count(*)) OVER () FROM tb_visit WHERE patient_id % 50 > 0
  AND to_char(visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_visit / Average Visit Value by Month
SELECT to_char(v.visit_dt, 'YYYY-MM') || '-01', avg(b.total_amt) FROM tb_visit AS v JOIN tb_bill AS b USING (visit_id) WHERE v.patient_id % 50 > 0 AND b.bill_status IN ('READY', 'PAID')
  AND to_char(v.visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_visit / Repeat Visit Rate of Patients, Last 12 Months
SELECT avg((n > 1)::int) FROM (SELECT count(*) AS n FROM tb_visit WHERE patient_id % 50 > 0
  AND to_char(visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') GROUP BY patient_id) AS t

-- kpi: tb_bill / Billing Total Amount per Month
SELECT to_char(bill_dt, 'YYYY-MM') || '-01', sum(insurance_amt + discount_amt + patient_amt) FROM tb_bill WHERE bill_status <> 'CANCEL' AND patient_id % 50 > 0
  AND to_char(bill_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_bill / Billing Discount Rate by Month
SELECT to_char(bill_dt, 'YYYY-MM') || '-01', sum(discount_amt) / sum(total_amt) FROM tb_bill WHERE bill_status <> 'CANCEL' AND patient_id % 50 > 0
  AND to_char(bill_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_bill / Billings Not Paid, by Age
-- What was cancelled is not waited for.
SELECT CASE WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' WHEN d <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - bill_dt AS d FROM tb_bill WHERE bill_status = 'READY' AND patient_id % 50 > 0) AS b GROUP BY 1

-- kpi: tb_bill / Top 10 Patients by Billing Total Amount
SELECT patient_nm, t.v FROM tb_patient CROSS JOIN LATERAL (SELECT sum(total_amt) AS v FROM tb_bill AS b WHERE b.patient_id = tb_patient.patient_id AND bill_status <> 'CANCEL'
  AND to_char(bill_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS t
WHERE test_yn = 'N' AND t.v IS NOT NULL
ORDER BY t.v DESC LIMIT 10

-- kpi: tb_bill_item / Billing Item Amount by Department
SELECT d.dept_nm, sum(i.qty * i.unit_price), sum(i.qty * i.unit_price) / sum(sum(i.qty * i.unit_price)) OVER ()
FROM tb_bill_item AS i JOIN tb_bill AS b USING (bill_no) JOIN tb_visit AS v USING (visit_id) JOIN tb_doctor AS o USING (doctor_id) JOIN tb_dept AS d USING (dept_cd)
WHERE b.bill_status <> 'CANCEL' AND b.patient_id % 50 > 0
  AND to_char(bill_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_diagnosis / Diagnoses per Month
SELECT to_char(v.visit_dt, 'YYYY-MM') || '-01', sum((SELECT count(*) FROM tb_diagnosis AS d WHERE d.visit_id = v.visit_id)) FROM tb_visit AS v WHERE v.patient_id % 50 > 0
  AND to_char(v.visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_bed_daily / Total Bed Count, Latest
SELECT sum(bed_cnt) FROM tb_ward

-- kpi: tb_bed_daily / Utilisation, Latest
SELECT sum(used_bed_cnt)::numeric / (SELECT sum(bed_cnt) FROM tb_ward) FROM tb_bed_daily WHERE base_dt = CURRENT_DATE

-- kpi: tb_bed_daily / Average Used Bed Count by Month
SELECT to_char(base_dt, 'YYYY-MM') || '-01', sum(used_bed_cnt)::numeric / count(DISTINCT base_dt) FROM tb_bed_daily
WHERE to_char(base_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_bed_daily / Bed Admit Count per Month
SELECT to_char(base_dt, 'YYYY-MM') || '-01', sum(admit_cnt) FROM tb_bed_daily
WHERE to_char(base_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_prescription / Prescriptions per Month
SELECT to_char(issue_dt, 'YYYY-MM') || '-01', count(*) FROM tb_prescription
WHERE to_char(issue_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_login_log / Share of Logins with Success by Week
SELECT (login_dttm::date - (extract(isodow FROM login_dttm)::int - 1))::text, 1 - avg((success_yn = 'N')::int) FROM tb_login_log
WHERE login_dttm::date - (extract(isodow FROM login_dttm)::int - 1) BETWEEN CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1) - 84 AND CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1) - 7
GROUP BY 1

-- kpi: tb_visit / Share of Visits Rated 4 or 5 by Month
SELECT to_char(visit_dt, 'YYYY-MM') || '-01', avg((satisfaction_score > 3)::int) FROM tb_visit WHERE patient_id % 50 > 0
  AND satisfaction_score IS NOT NULL AND to_char(visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_visit / Share of Visits Rated 2 or Less by Doctor
-- Visits without a score do not count, nor do those of test patients.
SELECT min(doctor_nm), avg((satisfaction_score < 3)::int), count(*) FROM tb_visit JOIN tb_doctor USING (doctor_id)
WHERE satisfaction_score IS NOT NULL AND patient_id % 50 > 0 AND to_char(visit_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY doctor_id HAVING count(*) > 4
ORDER BY 2 DESC, 3 DESC, 1 LIMIT 15

-- kpi: tb_bed_daily / Average Occupancy by Month
SELECT to_char(base_dt, 'YYYY-MM') || '-01', avg(used) / avg(beds) FROM (SELECT base_dt, sum(used_bed_cnt) AS used, sum(total_bed_cnt) AS beds FROM tb_bed_daily GROUP BY 1) AS d
WHERE to_char(base_dt, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_admission / Readmission Within 30 Days, by Month
-- By the month of leaving; the last one has not had its days. Patients who only test do not count.
SELECT to_char(discharge_dttm, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM tb_admission AS b WHERE b.patient_id = a.patient_id AND b.adm_no <> a.adm_no AND b.admit_dttm - a.discharge_dttm BETWEEN interval '0' AND interval '30 days'))::int)
FROM tb_admission AS a WHERE to_char(discharge_dttm, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '13 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '2 months', 'YYYY-MM')
  AND patient_id IN (SELECT patient_id FROM tb_patient WHERE test_yn = 'N')
GROUP BY 1

-- kpi: tb_admission / Average Length of Stay by Month
SELECT to_char(discharge_dttm, 'YYYY-MM') || '-01', sum(extract(epoch FROM discharge_dttm) - extract(epoch FROM admit_dttm)) / count(*) / 86400
FROM tb_admission AS a WHERE to_char(discharge_dttm, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '12 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '1 month', 'YYYY-MM')
  AND patient_id IN (SELECT patient_id FROM tb_patient WHERE test_yn = 'N')
GROUP BY 1
