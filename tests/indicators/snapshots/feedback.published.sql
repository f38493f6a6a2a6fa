WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "feedback_answered",
  CAST(COALESCE(sum((CASE WHEN ("published_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "feedback_answers_published"
  FROM "feedback_cases"
  WHERE ((("counted" AND ("answered_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) AND ("answered_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "feedback_answered", "feedback_answers_published"
  FROM "__duckdb_s0" AS "feedback_cases"
