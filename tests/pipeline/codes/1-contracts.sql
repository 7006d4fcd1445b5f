-- A schema of three-letter abbreviations: days and times as digits, codes by group, no comments.
CREATE TABLE cod_mst (
  cod_grp varchar(20),
  cod_val varchar(10),
  cod_nm varchar(50),
  srt_odr integer,
  PRIMARY KEY (cod_grp, cod_val)
);
INSERT INTO cod_mst VALUES
  ('CTR_STT_CD', '10', '접수', 1), ('CTR_STT_CD', '20', '완료', 2), ('CTR_STT_CD', '90', '취소', 3),
  ('ITM_TYP', '10', '상품', 1), ('ITM_TYP', '20', '배송', 2), ('ITM_TYP', '90', '기타', 3);

CREATE TABLE ctr_mst (
  ctr_idx bigint PRIMARY KEY,
  ctr_stt_cd varchar(2),
  ctr_amt numeric(15, 0),
  ctr_ymd char(8),
  end_dt varchar(10),
  cnl_dt varchar(14),
  pay_ts bigint,
  chk_dt varchar(8),
  lot_no varchar(8)
);
INSERT INTO ctr_mst
SELECT
  n,
  (ARRAY['10', '20', '20', '90'])[n % 4 + 1],
  1000 * n,
  CASE
    WHEN n % 50 = 0 THEN '00000000'
    WHEN n % 51 = 0 THEN ''
    ELSE TO_CHAR(CURRENT_DATE - n, 'YYYYMMDD')
  END,
  CASE WHEN n % 3 = 0 THEN '9999-12-31' ELSE TO_CHAR(CURRENT_DATE - n + 90, 'YYYY-MM-DD') END,
  CASE WHEN n % 4 = 3 THEN TO_CHAR(CURRENT_DATE - n + 2, 'YYYYMMDD') || '093000' END,
  CASE WHEN n % 5 = 0 THEN 0 ELSE (EXTRACT(epoch FROM CURRENT_DATE - n + 1) * 1000)::bigint END,
  CASE WHEN n % 100 = 0 THEN '미정' ELSE TO_CHAR(CURRENT_DATE - n, 'YYYYMMDD') END,
  TO_CHAR(CURRENT_DATE - n, 'YYYYMMDD')
FROM GENERATE_SERIES(1, 400) AS n;
