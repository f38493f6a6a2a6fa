WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'early')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_early",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("timeliness" = 'on_time')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_on_time"
  FROM "dossiers"
  WHERE ((("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "resolved_total", "resolved_early", "resolved_on_time"
  FROM "__duckdb_s0" AS "dossiers"
