WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['tasks'], "register") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "tasks_due",
  CAST(COALESCE(sum((CASE WHEN (contains(['tasks'], "register") AND ("done_on" <= "due_on")) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "tasks_done"
  FROM "register_records"
  WHERE ((("due_on" >= '2022-01-01'::DATE) AND ("due_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "tasks_due", "tasks_done"
  FROM "__duckdb_s0" AS "register_records"
