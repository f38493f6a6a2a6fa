WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "feedback_to_be_answered",
  CAST(COALESCE(sum((CASE WHEN (((NOT ("answered_at" IS NULL)) AND ("answered_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND contains(['early', 'on_time'], COALESCE("timeliness", ''))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "feedback_answered_in_time"
  FROM "feedback_cases"
  WHERE (((("counted" AND ("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND (((NOT ("answered_at" IS NULL)) AND ("answered_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) OR ((NOT ("due_at" IS NULL)) AND ("due_at" < '2022-10-14 17:00:00'::TIMESTAMP)))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "feedback_to_be_answered", "feedback_answered_in_time"
  FROM "__duckdb_s0" AS "feedback_cases"
