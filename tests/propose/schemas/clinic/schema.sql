-- A hospital with Korean comments: tb_ prefixes and abbreviations, states as numbers that comments
-- explain, flags Y and N, deleted and test rows, days as dates, a table of common codes, bills with
-- discounts and refunds. Keys are declared on half of it.
CREATE TABLE tb_dept (
  dept_cd varchar(10) PRIMARY KEY,
  dept_nm varchar(40) NOT NULL,
  use_yn char(1) NOT NULL DEFAULT 'Y'
);
COMMENT ON TABLE tb_dept IS '진료과';
COMMENT ON COLUMN tb_dept.dept_nm IS '진료과명';

CREATE TABLE tb_doctor (
  doctor_id int PRIMARY KEY,
  doctor_nm varchar(40) NOT NULL,
  dept_cd varchar(10) NOT NULL REFERENCES tb_dept,
  hire_dt date NOT NULL,
  retire_dt date
);
COMMENT ON TABLE tb_doctor IS '의사';

CREATE TABLE tb_patient (
  patient_id int PRIMARY KEY,
  patient_nm varchar(40) NOT NULL,
  gender_cd char(1),
  birth_dt date,
  region_nm varchar(20),
  insurance_cd varchar(5) NOT NULL,
  test_yn char(1) NOT NULL DEFAULT 'N',
  del_yn char(1) NOT NULL DEFAULT 'N',
  reg_dttm timestamp NOT NULL
);
COMMENT ON TABLE tb_patient IS '환자';
COMMENT ON COLUMN tb_patient.gender_cd IS '성별 (M:남, F:여)';
COMMENT ON COLUMN tb_patient.insurance_cd IS '보험 종류';
COMMENT ON COLUMN tb_patient.test_yn IS '테스트 여부';
COMMENT ON COLUMN tb_patient.del_yn IS '삭제 여부';
COMMENT ON COLUMN tb_patient.reg_dttm IS '등록일시';

CREATE TABLE tb_appointment (
  appt_no int PRIMARY KEY,
  patient_id int NOT NULL REFERENCES tb_patient,
  doctor_id int NOT NULL REFERENCES tb_doctor,
  appt_dttm timestamp NOT NULL,
  reg_dttm timestamp NOT NULL,
  appt_status int NOT NULL,
  channel_cd varchar(5) NOT NULL,
  checkin_dttm timestamp,
  cancel_dttm timestamp
);
COMMENT ON TABLE tb_appointment IS '예약';
COMMENT ON COLUMN tb_appointment.appt_dttm IS '예약일시';
COMMENT ON COLUMN tb_appointment.reg_dttm IS '등록일시';
COMMENT ON COLUMN tb_appointment.appt_status IS '예약 상태 (1:예약, 2:완료, 3:취소, 4:노쇼)';
COMMENT ON COLUMN tb_appointment.channel_cd IS '예약 경로';

CREATE TABLE tb_visit (
  visit_id int PRIMARY KEY,
  patient_id int NOT NULL REFERENCES tb_patient,
  doctor_id int NOT NULL REFERENCES tb_doctor,
  appt_no int REFERENCES tb_appointment,
  visit_dt date NOT NULL,
  visit_type_cd varchar(5) NOT NULL,
  wait_min int,
  treat_min int,
  satisfaction_score int
);
COMMENT ON TABLE tb_visit IS '내원';
COMMENT ON COLUMN tb_visit.visit_dt IS '내원일';
COMMENT ON COLUMN tb_visit.visit_type_cd IS '내원 구분 코드 (공통코드 VISIT_TYPE)';
COMMENT ON COLUMN tb_visit.wait_min IS '대기 시간(분)';
COMMENT ON COLUMN tb_visit.treat_min IS '진료 시간(분)';
COMMENT ON COLUMN tb_visit.satisfaction_score IS '만족도 점수';

CREATE TABLE tb_diagnosis (
  visit_id int NOT NULL REFERENCES tb_visit,
  seq int NOT NULL,
  disease_cd varchar(10) NOT NULL,
  main_yn char(1) NOT NULL,
  PRIMARY KEY (visit_id, seq)
);
COMMENT ON COLUMN tb_diagnosis.main_yn IS '주상병 여부';

CREATE TABLE tb_bill (
  bill_no int PRIMARY KEY,
  visit_id int NOT NULL REFERENCES tb_visit,
  patient_id int NOT NULL REFERENCES tb_patient,
  bill_dt date NOT NULL,
  total_amt numeric(12,0) NOT NULL,
  insurance_amt numeric(12,0) NOT NULL,
  discount_amt numeric(12,0) NOT NULL,
  patient_amt numeric(12,0) NOT NULL,
  bill_status varchar(10) NOT NULL,
  paid_dt date
);
COMMENT ON TABLE tb_bill IS '청구서';
COMMENT ON COLUMN tb_bill.total_amt IS '총 진료비(원)';
COMMENT ON COLUMN tb_bill.insurance_amt IS '보험 부담금(원)';
COMMENT ON COLUMN tb_bill.discount_amt IS '할인 금액(원)';
COMMENT ON COLUMN tb_bill.patient_amt IS '환자 부담금(원)';
COMMENT ON COLUMN tb_bill.bill_status IS '상태 (READY:대기, PAID:수납완료, CANCEL:취소)';

CREATE TABLE tb_bill_item (
  bill_no int NOT NULL REFERENCES tb_bill,
  item_seq int NOT NULL,
  item_nm varchar(40) NOT NULL,
  qty int NOT NULL,
  unit_price numeric(10,0) NOT NULL,
  PRIMARY KEY (bill_no, item_seq)
);
COMMENT ON TABLE tb_bill_item IS '청구 항목';

CREATE TABLE tb_prescription (
  rx_no int PRIMARY KEY,
  visit_id int NOT NULL,
  drug_nm varchar(40) NOT NULL,
  dose_qty numeric(8,2) NOT NULL,
  days_cnt int NOT NULL,
  issue_dt date NOT NULL
);
COMMENT ON TABLE tb_prescription IS '처방';
COMMENT ON COLUMN tb_prescription.days_cnt IS '처방 일수';

CREATE TABLE tb_ward (
  ward_cd varchar(5) PRIMARY KEY,
  ward_nm varchar(30) NOT NULL,
  bed_cnt int NOT NULL
);
COMMENT ON TABLE tb_ward IS '병동';
COMMENT ON COLUMN tb_ward.bed_cnt IS '병상 수';

CREATE TABLE tb_bed_daily (
  base_dt date NOT NULL,
  ward_cd varchar(5) NOT NULL REFERENCES tb_ward,
  total_bed_cnt int NOT NULL,
  used_bed_cnt int NOT NULL,
  admit_cnt int NOT NULL,
  discharge_cnt int NOT NULL,
  PRIMARY KEY (base_dt, ward_cd)
);
COMMENT ON TABLE tb_bed_daily IS '일별 병상 현황';
COMMENT ON COLUMN tb_bed_daily.base_dt IS '기준일';
COMMENT ON COLUMN tb_bed_daily.total_bed_cnt IS '전체 병상 수';
COMMENT ON COLUMN tb_bed_daily.used_bed_cnt IS '사용 병상 수';
COMMENT ON COLUMN tb_bed_daily.admit_cnt IS '입원 건수';
COMMENT ON COLUMN tb_bed_daily.discharge_cnt IS '퇴원 건수';

CREATE TABLE tb_admission (
  adm_no int PRIMARY KEY,
  patient_id int NOT NULL REFERENCES tb_patient,
  ward_cd varchar(5) NOT NULL REFERENCES tb_ward,
  admit_dttm timestamp NOT NULL,
  discharge_dttm timestamp
);
COMMENT ON TABLE tb_admission IS '입원';
COMMENT ON COLUMN tb_admission.admit_dttm IS '입원일시';
COMMENT ON COLUMN tb_admission.discharge_dttm IS '퇴원일시';

CREATE TABLE tb_cmm_cd (
  grp_cd varchar(20) NOT NULL,
  cd varchar(10) NOT NULL,
  cd_nm varchar(40) NOT NULL,
  PRIMARY KEY (grp_cd, cd)
);
COMMENT ON TABLE tb_cmm_cd IS '공통코드';

CREATE TABLE tb_login_log (
  log_id bigint PRIMARY KEY,
  user_id varchar(20) NOT NULL,
  login_dttm timestamp NOT NULL,
  success_yn char(1) NOT NULL,
  ip_addr varchar(40)
);
COMMENT ON TABLE tb_login_log IS '로그인 이력';

CREATE TABLE tb_sys_config (cfg_key varchar(30) PRIMARY KEY, cfg_val varchar(50));

INSERT INTO tb_dept VALUES ('IM', '내과', 'Y'), ('OS', '정형외과', 'Y'), ('PD', '소아과', 'Y'), ('DM', '피부과', 'N');
INSERT INTO tb_doctor
SELECT n, '의사' || n, (ARRAY['IM', 'OS', 'PD', 'DM'])[1 + n % 4], current_date - (200 + n * 131 % 3000), CASE WHEN n % 11 = 0 THEN current_date - n END
FROM generate_series(1, 24) AS n;
INSERT INTO tb_patient
SELECT n, CASE WHEN n IN (5, 6) THEN '김하나' ELSE '환자' || n END, CASE WHEN n % 19 <> 0 THEN (ARRAY['M', 'F'])[1 + n % 2] END, current_date - (3000 + n * 97 % 25000),
  CASE WHEN n % 13 <> 0 THEN (ARRAY['서울', '경기', '서울', '부산'])[1 + n % 4] END, (ARRAY['NHI', 'NHI', 'AUTO', 'SELF'])[1 + n % 4],
  CASE WHEN n % 50 = 0 THEN 'Y' ELSE 'N' END, CASE WHEN n % 33 = 0 THEN 'Y' ELSE 'N' END, current_date - interval '1 day' * (n * 337 % 800) + interval '9 hours'
FROM generate_series(1, 500) AS n;
-- Appointments reach two weeks into the future; those are open.
INSERT INTO tb_appointment
SELECT n, 1 + n * 17 % 500, 1 + n * 7 % 24, current_date + 14 - interval '7 hours' * n, current_date + 14 - interval '7 hours' * n - interval '1 hour' * (20 + n * 11 % 200),
  CASE WHEN n * 7 < 14 * 24 THEN CASE WHEN n % 9 = 0 THEN 3 ELSE 1 END WHEN n % 8 = 3 THEN 3 WHEN n % 12 = 5 THEN 4 ELSE 2 END,
  (ARRAY['WEB', 'TEL', 'APP'])[1 + n % 3], NULL, NULL
FROM generate_series(1, 1500) AS n;
UPDATE tb_appointment SET checkin_dttm = CASE WHEN appt_status = 2 THEN appt_dttm + interval '1 minute' * (appt_no % 25 - 10) END,
  cancel_dttm = CASE WHEN appt_status = 3 THEN least(reg_dttm + interval '1 hour' * (1 + appt_no % 15), now()::timestamp) END;
INSERT INTO tb_visit
SELECT row_number() OVER (ORDER BY appt_dttm, appt_no), patient_id, doctor_id, appt_no, appt_dttm::date, (ARRAY['F', 'R', 'E'])[1 + appt_no % 3],
  CASE WHEN appt_no % 14 <> 0 THEN 3 + appt_no * 7 % 50 END, 5 + appt_no * 3 % 30, CASE WHEN appt_no % 3 <> 0 THEN 1 + appt_no % 5 END
FROM tb_appointment WHERE appt_status = 2;
INSERT INTO tb_visit
SELECT 5000 + n, 1 + n * 31 % 500, 1 + n % 24, NULL, current_date - n, 'E', n % 90, 10 + n % 20, NULL FROM generate_series(0, 299) AS n;
INSERT INTO tb_diagnosis
SELECT visit_id, k, (ARRAY['J00', 'M54', 'L20', 'K29', 'I10', 'E11', 'J30'])[1 + (visit_id + k * 3) % 7], CASE k WHEN 1 THEN 'Y' ELSE 'N' END
FROM tb_visit CROSS JOIN generate_series(1, 2) AS k WHERE k = 1 OR visit_id % 3 = 0;
INSERT INTO tb_bill
SELECT visit_id * 10, visit_id, patient_id, visit_dt, 20000 + visit_id * 370 % 90000, 0, 0, 0,
  CASE WHEN visit_id % 20 = 7 THEN 'CANCEL' WHEN visit_dt > current_date - 6 AND visit_id % 2 = 0 THEN 'READY' WHEN visit_id % 29 = 3 THEN 'READY' ELSE 'PAID' END, NULL
FROM tb_visit WHERE visit_id % 11 <> 4;
UPDATE tb_bill SET insurance_amt = round(total_amt * 0.6), discount_amt = CASE WHEN bill_no / 10 % 6 = 0 THEN 3000 ELSE 0 END, paid_dt = CASE WHEN bill_status = 'PAID' THEN bill_dt + (bill_no / 10 % 5) END;
UPDATE tb_bill SET patient_amt = total_amt - insurance_amt - discount_amt;
INSERT INTO tb_bill_item
SELECT bill_no, k, (ARRAY['진찰료', '검사료', '주사료'])[k], 1 + (bill_no / 10 + k) % 2, round(total_amt / (3 * (1 + (bill_no / 10 + k) % 2)))
FROM tb_bill CROSS JOIN generate_series(1, 3) AS k;
INSERT INTO tb_prescription
SELECT row_number() OVER (ORDER BY visit_id), visit_id, (ARRAY['타이레놀', '아스피린', '항생제'])[1 + visit_id % 3], 0.5 + visit_id % 3, 1 + visit_id % 14, visit_dt
FROM tb_visit WHERE visit_id % 4 <> 1;
INSERT INTO tb_ward VALUES ('W1', '1병동', 40), ('W2', '2병동', 30), ('ICU', '중환자실', 12);
INSERT INTO tb_bed_daily
SELECT current_date - d, ward_cd, bed_cnt, bed_cnt - (d * 3 + length(ward_nm)) % 9, (d + bed_cnt) % 6, (d + bed_cnt + 2) % 6
FROM tb_ward CROSS JOIN generate_series(0, 239) AS d;
INSERT INTO tb_cmm_cd VALUES ('VISIT_TYPE', 'F', '초진'), ('VISIT_TYPE', 'R', '재진'), ('VISIT_TYPE', 'E', '응급'), ('CHANNEL', 'WEB', '홈페이지'), ('CHANNEL', 'TEL', '전화'), ('CHANNEL', 'APP', '앱');
INSERT INTO tb_login_log
SELECT n, 'user' || n % 40, current_date + interval '8 hours' - interval '53 minutes' * n, CASE WHEN n % 10 = 0 THEN 'N' ELSE 'Y' END, '10.0.0.' || n % 200
FROM generate_series(1, 1500) AS n;
INSERT INTO tb_sys_config VALUES ('open.time', '09:00'), ('close.time', '18:00');
-- Some are back a few days after they left, some of them twice.
INSERT INTO tb_admission
SELECT row_number() OVER (ORDER BY n, k), 1 + n * 19 % 500, ward_cd, at, CASE WHEN at + stay < now() THEN at + stay END
FROM (SELECT n, k, (ARRAY(SELECT ward_cd FROM tb_ward ORDER BY 1))[1 + n % (SELECT count(*) FROM tb_ward)] AS ward_cd, current_date + interval '8 hours' - interval '11 hours' * n + interval '1 day' * (k * (9 + n % 40)) AS at, interval '1 hour' * (20 + n * 17 % 200) AS stay
  FROM generate_series(1, 900) AS n CROSS JOIN generate_series(0, 2) AS k WHERE k = 0 OR n % 9 = 2 OR n % 14 = k) AS a WHERE at < now();
