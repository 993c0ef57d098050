/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_DOMO_PROXIES (preamp_domo_proxies_get_type ())

G_DECLARE_FINAL_TYPE (PreampDomoProxies, preamp_domo_proxies, PREAMP, DOMO_PROXIES, GObject)

PreampDomoProxies *preamp_domo_proxies_new          (GProxyResolver    *settings)
                                                     G_GNUC_WARN_UNUSED_RESULT;
GProxyResolver    *preamp_domo_proxies_get_settings (PreampDomoProxies *self);
gboolean           preamp_domo_proxies_authenticate (PreampDomoProxies *self,
                                                     SoupAuth          *auth);

G_END_DECLS
