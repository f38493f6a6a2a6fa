WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN ((COALESCE("fee_owed", 0) > 0) OR (COALESCE("fee_paid", 0) > 0)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_with_fee",
  CAST(COALESCE(sum((CASE WHEN ((COALESCE("fee_paid", 0) > 0) AND (COALESCE("fee_paid_online", 0) > 0)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "dossiers_paid_online"
  FROM "dossier_notes"
  WHERE (((("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND (("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP))))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "dossiers_with_fee", "dossiers_paid_online"
  FROM "__duckdb_s0" AS "dossier_notes"
