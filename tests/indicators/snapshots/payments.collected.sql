WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(COALESCE(sum((CASE WHEN (COALESCE("fee_paid", 0) > 0) THEN CAST(COALESCE("fee_paid", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "payments_paid"
  FROM "dossier_notes"
  WHERE (((("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND (("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP))))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "payments_paid"
  FROM "__duckdb_s0" AS "dossier_notes"
