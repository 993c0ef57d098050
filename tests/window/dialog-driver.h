/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "dialog-fixture.h"

G_BEGIN_DECLS

/* The migration dialog that a test drives, and the server behind it. */

extern DialogFixture fixture;
extern GtkWindow *dialog;

extern const Datasource three[3];
extern const Datasource every_outcome[8];

void open_plan (PreampDirection direction);
void close_dialog (void);
gpointer get_page (const char *name);
gpointer get_option (const char *name);
gboolean shows (const char *name);
const char *get_heading (const char *page);
void await_review (void);
void click (GtkWidget *button);
void start (void);
void run_to_result (void);
const char *get_start_label (void);
gboolean has_text (const char *page, const char *text);
char *read_clipboard (GtkWidget *widget);
AdwMessageDialog *find_question (void);
void respond (AdwMessageDialog *question, const char *response);

G_END_DECLS
