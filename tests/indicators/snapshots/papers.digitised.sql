WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (contains(['online', 'national_portal', 'online_assisted'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal', 'online_assisted'], COALESCE("origin", ''))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_online",
  CAST(COALESCE(sum((CASE WHEN (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND (NOT (contains(['online', 'national_portal', 'online_assisted'], "channel") OR (("channel" = 'interlinked') AND contains(['online', 'national_portal', 'online_assisted'], COALESCE("origin", '')))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "received_direct"
  FROM "dossiers"
  WHERE ((("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "received_online", "received_direct"
  FROM "__duckdb_s0" AS "dossiers"
WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN (COALESCE("papers_digitised", 0) > 0) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_with_digitised_papers"
  FROM "dossier_notes"
  WHERE (((("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND (("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP))))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "dossiers_with_digitised_papers"
  FROM "__duckdb_s0" AS "dossier_notes"
