WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "registers_due",
  CAST(COALESCE(sum((CASE WHEN ("done_on" <= "due_on") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "registers_done_in_time"
  FROM "register_records"
  WHERE ((("due_on" >= '2022-01-01'::DATE) AND ("due_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "registers_due", "registers_done_in_time"
  FROM "__duckdb_s0" AS "register_records"
