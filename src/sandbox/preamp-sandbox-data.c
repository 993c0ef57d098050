/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-data.h"

#include <string.h>

#include "preamp-sandbox-json.h"
#include "preamp-sandbox-names.h"

/* The instance is the same every time for the same number of rows: identifiers, names, tables,
 * collisions, who is migrated. Only the dates move with the calendar: they are so many days back
 * from today. */

#define COMPLETE   PREAMP_SANDBOX_BEHAVIOUR_COMPLETE
#define INCOMPLETE PREAMP_SANDBOX_BEHAVIOUR_INCOMPLETE
#define ABORTED    PREAMP_SANDBOX_BEHAVIOUR_ABORTED
#define LOST       PREAMP_SANDBOX_BEHAVIOUR_LOST

#define ALL_SCHEMAS "SALES RETAIL FINANCE MARKETING LOGISTICS PEOPLE SUPPORT OPERATIONS"

#define LONG_NAME \
  "Consolidated Weekly Reconciliation of Point-of-Sale Transactions, Online Orders, Click and " \
  "Collect Pick-Ups, Gift Card Redemptions, Loyalty Point Accruals and Marketplace Settlements " \
  "against Bank Deposits and Payment Provider Statements for All Stores in All Countries, " \
  "Including Franchise Partners, Excluding Test Stores, in Local and in Group Currency"

/* A datasource with a name and a fate of its own. */
typedef struct
{
  const char            *name;
  const char            *schema;
  const char            *table;
  PreampSandboxBehaviour forward;
  guint                  n_forward;      /* how often INCOMPLETE */
  PreampSandboxBehaviour back;
  guint                  n_back;
  const char            *message;
  const char            *colliding_name;
  guint                  days_migrated;  /* 0: not migrated */
  gboolean               slow;
} Named;

/* In the order in which a small number of rows leaves them out, from the end. The doc comment of
 * preamp_sandbox_data_make () is their table for people. */
static const Named enterprise_warehouse[] = {
  { "Daily Sales by Store", "RETAIL", "DAILY_STORE_SALES" },
  { "Invoice Lines", "SALES", "INVOICE_LINES", INCOMPLETE, 1,
    .message = "Failed to update column metadata for SALES.INVOICE_LINES: query timed out after "
               "10000 ms (warehouse ANALYST_WH is suspended)." },
  { "Price List EMEA", "SALES", "PRICE_LIST_EMEA", ABORTED,
    .message = "No active warehouse selected in the current session" },
  { "Orders – Current Year", "SALES", "ORDERS_CURRENT_YEAR", LOST },
  { "Customer Master", "SALES", "CUSTOMER_MASTER", .days_migrated = 74 },
  { "Commission Statements", "SALES", "COMMISSION_STMT", .colliding_name = "Commissions" },
  { "Revenue <b>& Margin</b>", "FINANCE", "REVENUE_MARGIN" },
  { "🛒 Basket Analysis", "RETAIL", "BASKET_ANALYSIS" },
  { "Account Coverage", "SALES", "ACCOUNT_COVERAGE" },
  { "Returns and Refunds", "RETAIL", "RETURNS_REFUNDS", INCOMPLETE, 2,
    .message = "Lost connection to the warehouse while updating RETAIL.RETURNS_REFUNDS" },
  { "Year-End Close", "FINANCE", "YEAR_END_CLOSE", .slow = TRUE },
  { "تقرير المبيعات اليومية", "RETAIL", "DAILY_REPORT_ME" },
  { LONG_NAME, "FINANCE", "POS_BANK_RECONCILIATION_WEEKLY_ALL_STORES_GROUP_AND_LOCAL_CURRENCY" },
  { "=SUM(A1)", "FINANCE", "SUM_A1" },
  { "Store Directory", "RETAIL", "STORE_DIRECTORY" },
  { "Store Directory (Copy)", "RETAIL", "STORE_DIRECTORY" },
  { "Contract Renewals", "SALES", "CONTRACT_RENEWALS", COMPLETE, 0, INCOMPLETE, 1,
    .message = "Could not restore the cached copy of SALES.CONTRACT_RENEWALS: cursor closed",
    .days_migrated = 74 },
  { "Forecast Archive", "SALES", "FORECAST_ARCHIVE", COMPLETE, 0, ABORTED,
    .message = "The federated account of the datasource no longer exists", .days_migrated = 70 },
  { "Lead Conversion", "SALES", "LEAD_CONVERSION", .colliding_name = "Lead Funnel" },
  { "Vendor Master", "LOGISTICS", "VENDOR_MASTER" },
  { "Budget Lines", "FINANCE", "SALES_BUDGET_LINES" },
  { "Channel Sales – Weekly", "SALES", "CHANNEL_WEEKLY" },
  { "Deal Desk Approvals", "SALES", "DEAL_DESK" },
  { "Discount Approvals", "SALES", "DISCOUNT_APPROVAL" },
  { "Gross Sales Margin", "FINANCE", "GROSS_SALES_MARGIN" },
  { "Salary Bands", "PEOPLE", "SALARY_BANDS", ABORTED,
    .message = "SQL access control error: Insufficient privileges to operate on schema 'PEOPLE'" },
  { "Point-of-Sale Transactions", "RETAIL", "POS_TRANSACTIONS", .slow = TRUE },
  { "Territory Assignments", "SALES", "TERRITORY_ASSIGNMENTS" },
};

static const Named marketing_analytics[] = {
  { "Campaign Performance", "MARKETING", "CAMPAIGN_PERFORMANCE" },
  { "Ad Spend by Keyword", "MARKETING", "AD_SPEND_KEYWORD", ABORTED,
    .message = "Access Denied: Table marketing-analytics-prod:marketing.ad_spend_keyword: User "
               "does not have permission to query table" },
  { "Email Engagement", "MARKETING", "EMAIL_ENGAGEMENT", INCOMPLETE, 1,
    .message = "Failed to register table marketing.email_engagement: quota exceeded" },
  { "Web Sessions – Raw", "MARKETING", "WEB_SESSIONS_RAW", .slow = TRUE },
  { "Consent Log", "MARKETING", "CONSENT_LOG", .colliding_name = "Consents" },
};

static const Named finance_reporting[] = {
  { "General Ledger", "FINANCE", "GENERAL_LEDGER", .slow = TRUE },
  { "Trial Balance", "FINANCE", "TRIAL_BALANCE", ABORTED,
    .message = "The OAuth token of the integration has expired" },
  { "Dunning Levels", "FINANCE", "DUNNING_LEVELS", .days_migrated = 40 },
};

static const Named supply_chain[] = {
  { "Inbound Milestones", "LOGISTICS", "INBOUND_MILESTONES" },
  { "Stock Ledger", "LOGISTICS", "STOCK_LEDGER", INCOMPLETE, 1,
    .message = "Failed to update column metadata for LOGISTICS.STOCK_LEDGER: numeric value out of "
               "range" },
  { "Carrier Contracts", "LOGISTICS", "CARRIER_CONTRACTS", .days_migrated = 12 },
};

static const struct
{
  const char  *id;
  const char  *name;
  const char  *type;
  const char  *auth_method;
  gboolean     supported;
  const char  *datasource_type;
  const char  *catalog;
  const char  *schemas;
  guint        n_rows;
  const Named *named;
  guint        n_named;
} all_integrations[] = {
  { "b4a1f0c2-52d7-4c39-9a6e-0d8f2f6c1e01", "Marketing Analytics", "BIGQUERY", "SERVICE_ACCOUNT",
    TRUE, "bigquery-federated", "marketing-analytics-prod", "MARKETING SUPPORT", 190,
    marketing_analytics, G_N_ELEMENTS (marketing_analytics) },
  { "6d0c9b57-8e13-4f6a-b2c4-7a51e9d3f802", "Finance Reporting", "BIGQUERY", "OAUTH",
    TRUE, "bigquery-federated", "finance-reporting-eu", "FINANCE", 56,
    finance_reporting, G_N_ELEMENTS (finance_reporting) },
  { "e27f35a8-1b94-4d0e-8c67-93ab40d5c603", "Lakehouse Pilot", "DATABRICKS",
    "PERSONAL_ACCESS_TOKEN", FALSE },
  { "0f8b6c1d-7e42-4a95-a3d8-51c7e2b9f404", "Operations Replica", "POSTGRES", "SERVICE_ACCOUNT",
    TRUE },
  { "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505", "Enterprise Warehouse", "SNOWFLAKE", "OAUTH",
    TRUE, "snowflake-federated", "ANALYTICS", ALL_SCHEMAS, G_MAXUINT,
    enterprise_warehouse, G_N_ELEMENTS (enterprise_warehouse) },
  { "47e8a2b0-c9d5-4e71-9b36-f80d6a2c3106", "Supply Chain", "SNOWFLAKE", "SERVICE_ACCOUNT",
    TRUE, "snowflake-federated", "SUPPLY_CHAIN", "LOGISTICS", 104,
    supply_chain, G_N_ELEMENTS (supply_chain) },
};

static void
integration_free (PreampSandboxIntegration *integration)
{
  g_free (integration->id);
  g_free (integration->name);
  g_free (integration->type);
  g_free (integration->auth_method);
  g_clear_pointer (&integration->datasources, g_ptr_array_unref);
  g_clear_pointer (&integration->lists[0], g_bytes_unref);
  g_clear_pointer (&integration->lists[1], g_bytes_unref);
  g_free (integration);
}

static void
datasource_free (PreampSandboxDatasource *datasource)
{
  g_free (datasource->id);
  g_free (datasource->name);
  g_free (datasource->head);
  g_free (datasource->colliding_id);
  g_free (datasource->colliding_name);
  g_free (datasource);
}

static char *
make_head (PreampSandboxDatasource *datasource,
           const char              *type,
           const char              *catalog,
           const char              *schema,
           const char              *table)
{
  /* BigQuery people write small what Snowflake writes large. */
  gboolean lower = g_str_has_prefix (type, "bigquery");
  g_autofree char *schema_name = lower ? g_ascii_strdown (schema, -1) : g_strdup (schema);
  g_autofree char *table_name = lower ? g_ascii_strdown (table, -1) : g_strdup (table);
  g_autoptr (GString) head = g_string_sized_new (320);

  g_string_append_c (head, '{');
  preamp_sandbox_json_add_member (head, "id", datasource->id);
  preamp_sandbox_json_add_member (head, "name", datasource->name);
  preamp_sandbox_json_add_member (head, "type", type);
  preamp_sandbox_json_add_member (head, "catalogName", catalog);
  preamp_sandbox_json_add_member (head, "schemaName", schema_name);
  preamp_sandbox_json_add_member (head, "tableName", table_name);
  g_string_append_c (head, ',');
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static void
set_migrated (PreampSandboxDatasource *datasource,
              guint                    days,
              guint64                  hash,
              gint64                   now)
{
  gint64 today = now / G_USEC_PER_SEC / 86400 * 86400;
  gint64 second = 17 * 3600 + (gint64) (hash % (4 * 3600));

  datasource->migrated_to = datasource->home;
  datasource->migration_time = (today - (gint64) days * 86400 + second) * G_USEC_PER_SEC;
}

static void
set_collision (PreampSandboxDatasource *datasource,
               const char              *name,
               guint64                  seed)
{
  datasource->colliding_id = preamp_sandbox_data_uuid (seed ^ 0xc0111de);
  datasource->colliding_name = g_strdup (name);
}

static void
set_named (PreampSandboxDatasource *datasource,
           const Named             *named,
           guint64                  seed,
           gint64                   now)
{
  datasource->behaviour[0] = named->forward;
  datasource->behaviour[1] = named->back;
  datasource->n_failures[0] = named->n_forward;
  datasource->n_failures[1] = named->n_back;
  datasource->message = named->message;
  datasource->slow = named->slow;
  if (named->colliding_name != NULL)
    set_collision (datasource, named->colliding_name, seed);
  if (named->days_migrated > 0)
    set_migrated (datasource, named->days_migrated, preamp_sandbox_data_mix (seed), now);
}

/* Three in a hundred collide, thirteen are migrated, during the last five months. */
static void
set_ordinary (PreampSandboxDatasource *datasource,
              guint64                  seed,
              gint64                   now)
{
  static const char *const others[] = { "%s (Live)", "%s v2", "%s – Cloud" };
  guint64 hash = preamp_sandbox_data_mix (seed ^ 0x0fa7e);
  guint percent = (guint) (hash % 100);

  hash /= 100;
  if (percent < 3)
    {
      g_auto (GStrv) parts = g_strsplit (others[hash % G_N_ELEMENTS (others)], "%s", 2);
      g_autofree char *name = g_strconcat (parts[0], datasource->name, parts[1], NULL);

      set_collision (datasource, name, seed);
    }
  else if (percent < 16)
    {
      set_migrated (datasource, 2 + (guint) (hash % 150), hash / 150, now);
    }
}

static PreampSandboxDatasource *
find_named (PreampSandboxIntegration *integration,
            const char               *name)
{
  for (guint i = 0; i < integration->datasources->len; i++)
    {
      PreampSandboxDatasource *datasource = g_ptr_array_index (integration->datasources, i);

      if (g_str_equal (datasource->name, name))
        return datasource;
    }
  return NULL;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const PreampSandboxDatasource *const *first = a;
  const PreampSandboxDatasource *const *second = b;

  return strcmp ((*first)->id, (*second)->id);
}

static void
make_twins (PreampSandboxIntegration *integration)
{
  PreampSandboxDatasource *original = find_named (integration, "Store Directory");
  PreampSandboxDatasource *copy = find_named (integration, "Store Directory (Copy)");

  if (original != NULL && copy != NULL)
    {
      original->twin = copy;
      copy->twin = original;
    }
}

/**
 * preamp_sandbox_data_mix:
 * @value: a number
 *
 * Makes a number that looks random, always the same from the same @value (splitmix64).
 *
 * Returns: the number
 */
guint64
preamp_sandbox_data_mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

/**
 * preamp_sandbox_data_uuid:
 * @seed: a number
 *
 * Makes an identifier, always the same from the same @seed.
 *
 * Returns: (transfer full): a UUID of version 4
 */
char *
preamp_sandbox_data_uuid (guint64 seed)
{
  guint64 high = preamp_sandbox_data_mix (seed);
  guint64 low = preamp_sandbox_data_mix (high);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (high >> 32), (guint) (high >> 16 & 0xffff),
                          (guint) (high & 0xfff), (guint) (low >> 48 & 0x3fff) | 0x8000,
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/**
 * preamp_sandbox_data_make:
 * @n_rows: how many candidates the integration “Enterprise Warehouse” has
 * @now: the time from which dates are counted back, in microseconds since 1970
 * @integrations: (out) (element-type PreampSandboxIntegration): the integrations
 * @datasources: (out) (element-type PreampSandboxDatasource): the datasources
 *
 * Makes the instance of the sandbox up. Most datasources migrate and come back without trouble.
 * These, in “Enterprise Warehouse” where nothing else is said, behave or look otherwise. The first
 * ten exist with `n_rows` of 10, all with 28:
 *
 * | name | what it is there for |
 * |---|---|
 * | Daily Sales by Store | ready; COMPLETE |
 * | Invoice Lines | INCOMPLETE once, then COMPLETE |
 * | Price List EMEA | ABORTED, always: “No active warehouse selected in the current session” |
 * | Orders – Current Year | is done, but the answer to the migration is lost |
 * | Customer Master | migrated; the reversal is COMPLETE |
 * | Commission Statements | collides with “Commissions” |
 * | Revenue &lt;b&gt;&amp; Margin&lt;/b&gt; | a name with markup |
 * | 🛒 Basket Analysis | a name with an emoji |
 * | Account Coverage | ready; COMPLETE |
 * | Returns and Refunds | INCOMPLETE twice, then COMPLETE |
 * | Year-End Close, Point-of-Sale Transactions | take three times as long |
 * | تقرير المبيعات اليومية | a name that runs from right to left |
 * | Consolidated Weekly Reconciliation … | a name of some 350 characters |
 * | =SUM(A1) | a name that a spreadsheet would take for a formula |
 * | Store Directory, Store Directory (Copy) | one table: migrate one, and the other collides |
 * | Contract Renewals | migrated; the reversal is INCOMPLETE once, then COMPLETE |
 * | Forecast Archive | migrated; the reversal is ABORTED, always |
 * | Lead Conversion | collides with “Lead Funnel” |
 * | Vendor Master | a candidate of “Supply Chain” as well |
 * | Salary Bands | ABORTED, always |
 * | Budget Lines, Channel Sales – Weekly, Deal Desk Approvals | ready; COMPLETE |
 * | Discount Approvals, Gross Sales Margin, Territory Assignments | ready; COMPLETE |
 * | Campaign Performance (Marketing Analytics) | ready; COMPLETE |
 * | Ad Spend by Keyword (Marketing Analytics) | ABORTED, always |
 * | Email Engagement (Marketing Analytics) | INCOMPLETE once |
 * | Web Sessions – Raw (Marketing Analytics) | takes three times as long |
 * | Consent Log (Marketing Analytics) | collides with “Consents” |
 * | General Ledger (Finance Reporting) | takes three times as long |
 * | Trial Balance (Finance Reporting) | ABORTED, always |
 * | Dunning Levels (Finance Reporting) | migrated |
 * | Inbound Milestones (Supply Chain) | ready; COMPLETE |
 * | Stock Ledger (Supply Chain) | INCOMPLETE once |
 * | Carrier Contracts (Supply Chain) | migrated |
 *
 * “Lakehouse Pilot” is of an engine whose candidates Domo does not list, and “Operations Replica”
 * has none.
 */
void
preamp_sandbox_data_make (guint       n_rows,
                          gint64      now,
                          GPtrArray **integrations,
                          GPtrArray **datasources)
{
  PreampSandboxDatasource *shared = NULL;

  *integrations = g_ptr_array_new_with_free_func ((GDestroyNotify) integration_free);
  *datasources = g_ptr_array_new_with_free_func ((GDestroyNotify) datasource_free);

  for (size_t i = 0; i < G_N_ELEMENTS (all_integrations); i++)
    {
      PreampSandboxIntegration *integration = g_new0 (PreampSandboxIntegration, 1);
      guint n = all_integrations[i].n_rows == G_MAXUINT ? n_rows : all_integrations[i].n_rows;

      integration->id = g_strdup (all_integrations[i].id);
      integration->name = g_strdup (all_integrations[i].name);
      integration->type = g_strdup (all_integrations[i].type);
      integration->auth_method = g_strdup (all_integrations[i].auth_method);
      integration->supported = all_integrations[i].supported;
      integration->datasources = g_ptr_array_new ();
      g_ptr_array_add (*integrations, integration);

      for (guint row = 0; row < n; row++)
        {
          PreampSandboxDatasource *datasource = g_new0 (PreampSandboxDatasource, 1);
          guint64 seed = (guint64) (i + 1) << 32 | row;

          datasource->id = preamp_sandbox_data_uuid (seed);
          datasource->home = integration;
          if (row < all_integrations[i].n_named)
            {
              const Named *named = &all_integrations[i].named[row];

              datasource->name = g_strdup (named->name);
              datasource->head = make_head (datasource, all_integrations[i].datasource_type,
                                            all_integrations[i].catalog, named->schema,
                                            named->table);
              set_named (datasource, named, seed, now);
            }
          else
            {
              g_auto (PreampSandboxNames) names = { 0 };

              preamp_sandbox_names_make (all_integrations[i].schemas,
                                         row - all_integrations[i].n_named, &names);
              datasource->name = g_steal_pointer (&names.name);
              datasource->head = make_head (datasource, all_integrations[i].datasource_type,
                                            all_integrations[i].catalog, names.schema,
                                            names.table);
              set_ordinary (datasource, seed, now);
            }
          datasource->migrated_at_first = datasource->migrated_to;
          datasource->migration_time_at_first = datasource->migration_time;
          g_ptr_array_add (integration->datasources, datasource);
          g_ptr_array_add (*datasources, datasource);
        }

      make_twins (integration);
      if (shared == NULL)
        shared = find_named (integration, "Vendor Master");
      if (shared != NULL && shared->home != integration)
        {
          shared->also = integration;
          g_ptr_array_add (integration->datasources, shared);
        }
      g_ptr_array_sort (integration->datasources, compare_ids);
    }
}
