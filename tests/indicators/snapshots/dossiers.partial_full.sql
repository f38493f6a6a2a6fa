WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "resolved_total",
  CAST(COALESCE(sum((CASE WHEN (("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (contains(['partial', 'full'], COALESCE("level_new", '')) AND (contains(['online', 'national_portal', 'online_assisted'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal', 'online_assisted'], COALESCE("origin", '')))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_filed_partial_full"
  FROM "dossiers"
  WHERE ((("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("closed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "resolved_total", "dossiers_filed_partial_full"
  FROM "__duckdb_s0" AS "dossiers"
