/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-plan.h"
#include "preamp-run-options.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_REVIEW_PAGE (preamp_review_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampReviewPage, preamp_review_page, PREAMP, REVIEW_PAGE, AdwBin)

PreampRunOptions *preamp_review_page_get_options (PreampReviewPage *self);
void              preamp_review_page_set_plan    (PreampReviewPage *self,
                                                  PreampJournal    *journal,
                                                  PreampPlan       *plan);

G_END_DECLS
