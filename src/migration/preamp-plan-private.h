/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-plan-choice.h"
#include "preamp-plan.h"

G_BEGIN_DECLS

/* What the files of the plan share. The choices and the integrations never change, and may be read
 * in any thread. */
struct _PreampPlan
{
  GObject parent_instance;

  PreampConnection *connection;
  GPtrArray *integrations;  /* PreampIntegration, in the order they were first chosen */
  PreampDirection direction;
  gboolean retry;
  char *sha256;
  char *file_name;
  char *note;
  gint64 earlier_start;     /* the window of the run that it continues, 0 for none */
  gint64 earlier_stop;
  guint stop_after;         /* 0 for all */
  gint64 planned_before;    /* the first attempt that the rows know nothing of, 0 for not checked */
  GHashTable *allowed;      /* gint64, the attempts without a certain end that may be repeated */

  GPtrArray *choices;       /* PreampPlanChoice */
  GPtrArray *ready;         /* PreampPlanRow: those that go, and those that are left for later */
  GPtrArray *later;         /* PreampPlanRow: of each that is ready the one for later, or NULL */
  GPtrArray *rest;          /* PreampPlanRow */
  GListStore *going;
  GListStore *left_out;
};

PreampPlan *preamp_plan_new_from_file (PreampConnection *connection,
                                       PreampDirection   direction,
                                       GPtrArray        *choices,
                                       const char       *sha256,
                                       const char       *file_name) G_GNUC_WARN_UNUSED_RESULT;
void        preamp_plan_take_rows     (PreampPlan       *self,
                                       GPtrArray        *rows,
                                       gint64            planned_before);

G_END_DECLS
