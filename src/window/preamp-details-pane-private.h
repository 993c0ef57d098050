/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-attempt-look.h"
#include "preamp-datasource-history.h"
#include "preamp-details-pane.h"
#include "preamp-property-row.h"
#include "preamp-status-label.h"

G_BEGIN_DECLS

struct _PreampDetailsPane
{
  AdwBin                   parent_instance;

  PreampWorkspace         *workspace;
  PreampIntegration       *integration;
  PreampDatasourceItem    *item;
  PreampAttemptLook       *look;

  /* template */
  GtkStack                *stack;
  GtkScrolledWindow       *scrolled_window;
  GtkWidget               *back_button;
  GtkLabel                *name_label;
  PreampStatusLabel       *status_label;
  GtkWidget               *card;
  GtkLabel                *card_title;
  GtkLabel                *card_text;
  GtkWidget               *check_button;
  GtkWidget               *retry_button;
  GtkWidget               *set_aside_button;
  GtkWidget               *colliding;
  PreampPropertyRow       *colliding_name_row;
  PreampPropertyRow       *colliding_id_row;
  GtkWidget               *steps;
  GtkLabel                *steps_label;
  GtkWidget               *target;
  GtkLabel                *target_title;
  PreampPropertyRow       *target_row;
  GtkWidget               *attempt;
  GtkLabel                *attempt_title;
  PreampPropertyRow       *attempt_outcome_row;
  PreampPropertyRow       *attempt_state_row;
  PreampPropertyRow       *attempt_message_row;
  PreampPropertyRow       *attempt_toe_row;
  PreampPropertyRow       *attempt_http_row;
  PreampPropertyRow       *attempt_time_row;
  PreampPropertyRow       *attempt_integration_row;
  PreampPropertyRow       *catalog_row;
  PreampPropertyRow       *schema_row;
  PreampPropertyRow       *table_row;
  PreampPropertyRow       *name_row;
  PreampPropertyRow       *id_row;
  PreampPropertyRow       *type_row;
  PreampPropertyRow       *collision_row;
  PreampPropertyRow       *migrated_row;
  PreampDatasourceHistory *history;
};

void preamp_details_pane_update (PreampDetailsPane *self);

G_END_DECLS
