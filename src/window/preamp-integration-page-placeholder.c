/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-integration-page.h"

/* Stands in until preamp-integration-page.c is there, and goes away with the commit that adds it:
 * the window links and shows its sidebar. */
struct _PreampIntegrationPage
{
  AdwBin        parent_instance;

  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (PreampIntegrationPage, preamp_integration_page, ADW_TYPE_BIN)

static void
preamp_integration_page_class_init (PreampIntegrationPageClass *klass)
{
}

static void
preamp_integration_page_init (PreampIntegrationPage *self)
{
  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
preamp_integration_page_set_lists (PreampIntegrationPage  *self,
                                   PreampWorkspace        *workspace,
                                   PreampIntegrationLists *lists)
{
}

AdwViewStack *
preamp_integration_page_get_stack (PreampIntegrationPage *self)
{
  return self->stack;
}

void
preamp_integration_page_refresh (PreampIntegrationPage *self)
{
}

void
preamp_integration_page_search (PreampIntegrationPage *self)
{
}

void
preamp_integration_page_show_attention (PreampIntegrationPage *self)
{
}
