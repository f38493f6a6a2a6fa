WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT *
  FROM "units_below"
  WHERE ((("since" <= '2022-10-14'::DATE) AND (("until" IS NULL) OR ("until" >= '2022-10-14'::DATE))))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "unit" AS "below", "government" AS "unit"
  FROM "inspection_places"
  WHERE ((("visited_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("visited_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
),
"__duckdb_s2" AS NOT MATERIALIZED (
SELECT "below", "unit", count() AS "visits"
  FROM "__duckdb_s1" AS "inspection_places"
  GROUP BY "below", "unit"

),
"__duckdb_s3" AS NOT MATERIALIZED (
SELECT "below" AS "below", "unit" AS "unit", "visits"
  FROM "__duckdb_s2" AS "inspection_places"
),
"__duckdb_s4" AS NOT MATERIALIZED (
SELECT "lhs"."below", "lhs"."unit", "lhs"."since", "lhs"."until", "visits"
  FROM "__duckdb_s0" AS "lhs" LEFT JOIN "__duckdb_s3" AS "rhs" ON (("lhs"."below" = "rhs"."below") AND ("lhs"."unit" = "rhs"."unit"))
),
"__duckdb_s5" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "inspections_units_below",
  CAST(COALESCE(sum((CASE WHEN (NOT ("visits" IS NULL)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "inspections_units_below_visited"
  FROM "__duckdb_s4" AS "units_below"
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "inspections_units_below", "inspections_units_below_visited"
  FROM "__duckdb_s5" AS "units_below"
