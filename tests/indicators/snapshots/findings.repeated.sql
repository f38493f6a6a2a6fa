WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT *
  FROM "inspection_findings"
  WHERE ((("kind" = 'limit') AND (NOT ("line" IS NULL)))) AND ((("found_on" >= '2022-01-01'::DATE) AND ("found_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "unit", "line", min("inspection") AS "first_inspection"
  FROM "inspection_findings"
  WHERE ((("kind" = 'limit') AND (NOT ("line" IS NULL))))
  GROUP BY "unit", "line"

),
"__duckdb_s2" AS NOT MATERIALIZED (
SELECT "unit" AS "unit", "line" AS "line", "first_inspection"
  FROM "__duckdb_s1" AS "inspection_findings"
),
"__duckdb_s3" AS NOT MATERIALIZED (
SELECT "lhs"."inspection", "lhs"."place", "lhs"."number", "lhs"."unit", "lhs"."line", "lhs"."kind", "lhs"."reform_field", "lhs"."severity", "lhs"."cause", "lhs"."found_at", "lhs"."found_on", "first_inspection"
  FROM "__duckdb_s0" AS "lhs" LEFT JOIN "__duckdb_s2" AS "rhs" ON (("lhs"."unit" = "rhs"."unit") AND ("lhs"."line" = "rhs"."line"))
),
"__duckdb_s4" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "findings_limits",
  CAST(COALESCE(sum((CASE WHEN ("first_inspection" < "inspection") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "findings_limits_again"
  FROM "__duckdb_s3" AS "inspection_findings"
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "findings_limits", "findings_limits_again"
  FROM "__duckdb_s4" AS "inspection_findings"
