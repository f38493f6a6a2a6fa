WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("returned_again" > 0)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_corrected_result"
  FROM "dossiers"
  WHERE ((("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "resolved_total", "dossiers_corrected_result"
  FROM "__duckdb_s0" AS "dossiers"
