/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-error-page.h"

/* Stands in until preamp-error-page.c is there, and goes away with the commit that adds it. */
struct _PreampErrorPage
{
  AdwBin    parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (PreampErrorPage, preamp_error_page, ADW_TYPE_BIN)

static void
preamp_error_page_class_init (PreampErrorPageClass *klass)
{
}

static void
preamp_error_page_init (PreampErrorPage *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

void
preamp_error_page_set_error (PreampErrorPage *self,
                             const char      *base_uri,
                             const char      *engine,
                             const GError    *error)
{
  gtk_label_set_text (self->label, error->message);
}
