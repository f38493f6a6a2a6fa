WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN ("element" = 'procedures') THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "surveys_answers_procedures",
  CAST(COALESCE(sum((CASE WHEN (("element" = 'procedures') AND "satisfied") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "surveys_satisfied_answers_procedures"
  FROM "survey_answers"
  WHERE ((("answered_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("answered_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "surveys_answers_procedures", "surveys_satisfied_answers_procedures"
  FROM "__duckdb_s0" AS "survey_answers"
