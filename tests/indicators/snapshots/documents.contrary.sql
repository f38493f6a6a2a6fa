WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['document_checks', 'document_self_checks', 'document_reviews'], "register") THEN CAST(COALESCE("done", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "documents_found_contrary"
  FROM "register_records"
  WHERE (((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-01-01'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "documents_found_contrary"
  FROM "__duckdb_s0" AS "register_records"
