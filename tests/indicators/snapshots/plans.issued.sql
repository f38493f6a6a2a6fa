WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN (contains(['reform_plan', 'communication_plan', 'procedure_control_plan', 'law_monitoring_plan'], "register") AND ("done_on" <= '2022-10-14'::DATE)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "plans_issued_plans"
  FROM "register_records"
  WHERE ((("due_on" >= '2022-01-01'::DATE) AND ("due_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "plans_issued_plans"
  FROM "__duckdb_s0" AS "register_records"
