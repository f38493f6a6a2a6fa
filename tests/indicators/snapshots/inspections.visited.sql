WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "inspections_to_be_visited",
  CAST(COALESCE(sum((CASE WHEN ((NOT ("visited_at" IS NULL)) AND ("visited_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "inspections_visits"
  FROM "inspection_places"
  WHERE ((("visit_on" >= '2022-01-01'::DATE) AND ("visit_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "inspections_to_be_visited", "inspections_visits"
  FROM "__duckdb_s0" AS "inspection_places"
