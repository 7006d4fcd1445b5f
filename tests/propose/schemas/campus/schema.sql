-- A college: students enrol in courses, come to lessons and sit exams, some of them again; the
-- library lends books, and new staff are hired through applications. Traps: lessons of the future,
-- exams without a score, an exam that is taken twice, those who came late were there.
CREATE TABLE student (
  student_id int PRIMARY KEY,
  student_no varchar(12) NOT NULL,
  full_name varchar(40) NOT NULL,
  programme varchar(20) NOT NULL,
  enrolled_on date NOT NULL,
  withdrawn_on date
);
CREATE TABLE teacher (
  teacher_id int PRIMARY KEY,
  full_name varchar(40) NOT NULL,
  hired_on date NOT NULL
);
CREATE TABLE course (
  course_id int PRIMARY KEY,
  course_name varchar(40) NOT NULL,
  department varchar(20) NOT NULL,
  teacher_id int NOT NULL REFERENCES teacher,
  seats int NOT NULL,
  passing_score int NOT NULL
);
CREATE TABLE enrollment (
  enrollment_id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES student,
  course_id int NOT NULL REFERENCES course,
  status varchar(10) NOT NULL,
  enrolled_at timestamp NOT NULL
);
COMMENT ON COLUMN enrollment.status IS 'active, completed, withdrawn';
CREATE TABLE lesson (
  lesson_id int PRIMARY KEY,
  course_id int NOT NULL REFERENCES course,
  room varchar(6) NOT NULL,
  starts_at timestamp NOT NULL
);
CREATE TABLE attendance (
  attendance_id int PRIMARY KEY,
  lesson_id int NOT NULL REFERENCES lesson,
  student_id int NOT NULL REFERENCES student,
  attendance_status char(1) NOT NULL,
  recorded_at timestamp NOT NULL
);
COMMENT ON COLUMN attendance.attendance_status IS 'A: absent, E: excused, L: late, P: present';
CREATE TABLE exam_result (
  result_id int PRIMARY KEY,
  course_id int NOT NULL REFERENCES course,
  student_id int NOT NULL REFERENCES student,
  score int,
  taken_on date NOT NULL
);
CREATE TABLE driving_test (
  test_id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES student,
  attempt_no int NOT NULL,
  result varchar(6) NOT NULL,
  taken_at timestamp NOT NULL
);
COMMENT ON COLUMN driving_test.result IS 'PASSED, FAILED';

INSERT INTO student SELECT n, 'S' || (20000 + n), 'Student ' || n, (ARRAY['arts', 'science', 'law'])[1 + n % 3], current_date - (30 + n * 7 % 900), CASE WHEN n % 17 = 3 THEN current_date - n % 28 END FROM generate_series(1, 240) AS n;
INSERT INTO teacher SELECT n, 'Teacher ' || n, current_date - n * 190 FROM generate_series(1, 12) AS n;
INSERT INTO course SELECT n, 'Course ' || n, (ARRAY['History', 'Physics', 'Law', 'Music'])[1 + n % 4], 1 + n % 12, 15 + n % 4 * 5, 45 + n % 3 * 5 FROM generate_series(1, 24) AS n;
INSERT INTO enrollment SELECT n, 1 + n * 13 % 240, 1 + n * 5 % 24, CASE WHEN n % 11 = 4 THEN 'withdrawn' WHEN n > 200 THEN 'completed' ELSE 'active' END, current_date + interval '9 hours' - interval '14 hours' * n FROM generate_series(1, 900) AS n;
INSERT INTO lesson SELECT n, 1 + n % 24, 'R' || (1 + n % 9), current_date + 10 + interval '8 hours' - interval '15 hours' * n FROM generate_series(1, 760) AS n;
INSERT INTO attendance SELECT row_number() OVER (ORDER BY starts_at, lesson_id, k), lesson_id, 1 + (lesson_id * 31 + k * 17) % 240,
  CASE WHEN (lesson_id + k * 3) % 10 = 1 THEN 'A' WHEN (lesson_id + k) % 13 = 2 THEN 'L' WHEN (lesson_id * k) % 29 = 5 THEN 'E' ELSE 'P' END, starts_at + interval '5 minutes'
FROM lesson CROSS JOIN generate_series(1, 8) AS k WHERE starts_at < now() - interval '1 hour';
INSERT INTO exam_result SELECT n, 1 + n % 24, 1 + n * 29 % 240, CASE WHEN n % 21 <> 6 THEN 20 + n * 37 % 80 END, current_date - n * 2 / 3 FROM generate_series(1, 620) AS n;
INSERT INTO driving_test SELECT row_number() OVER (ORDER BY n, k), n, k, CASE WHEN k = t THEN 'PASSED' ELSE 'FAILED' END, current_date + interval '10 hours' - interval '38 hours' * n + interval '9 days' * k
FROM (SELECT n, 1 + (CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END) + (CASE WHEN n % 9 = 0 THEN 1 ELSE 0 END) AS t FROM generate_series(20, 240) AS n) AS s CROSS JOIN generate_series(1, 3) AS k WHERE k <= t;
