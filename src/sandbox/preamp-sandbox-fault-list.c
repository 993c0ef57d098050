/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-fault-list.h"

struct _PreampSandboxFaultList
{
  PreampSandboxInstance *instance;
  GMutex                 mutex;
  GPtrArray             *faults;
};

/**
 * preamp_sandbox_fault_list_new:
 * @instance: the instance whose requests the faults are for; has to outlive the list
 *
 * Makes a list of faults, which may be used from any thread.
 *
 * Returns: (transfer full): the list
 */
PreampSandboxFaultList *
preamp_sandbox_fault_list_new (PreampSandboxInstance *instance)
{
  PreampSandboxFaultList *self = g_new0 (PreampSandboxFaultList, 1);

  self->instance = instance;
  g_mutex_init (&self->mutex);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_sandbox_fault_unref);
  return self;
}

/**
 * preamp_sandbox_fault_list_free:
 * @self: a list of faults
 *
 * Frees @self.
 */
void
preamp_sandbox_fault_list_free (PreampSandboxFaultList *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->faults);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static PreampSandboxFault *
parse (PreampSandboxFaultList *self,
       const char             *text,
       GError                **error)
{
  g_autoptr (PreampSandboxFault) fault = preamp_sandbox_fault_parse (text, error);

  if (fault == NULL || !preamp_sandbox_fault_check_names (fault, self->instance, error))
    return NULL;
  return g_steal_pointer (&fault);
}

/**
 * preamp_sandbox_fault_list_add:
 * @self: a list of faults
 * @text: a specification, as [func@Preamp.sandbox_fault_parse] has it
 * @error: return location for a #GError
 *
 * Adds a fault, which comes after those that are there already.
 *
 * Returns: whether @text could be read
 */
gboolean
preamp_sandbox_fault_list_add (PreampSandboxFaultList *self,
                               const char             *text,
                               GError                **error)
{
  PreampSandboxFault *fault;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  fault = parse (self, text, error);
  if (fault == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->faults, fault);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * preamp_sandbox_fault_list_add_lines:
 * @self: a list of faults
 * @lines: specifications, one a line
 * @error: return location for a #GError
 *
 * Adds all of the faults, or none where one of them cannot be read.
 *
 * Returns: whether all could be read
 */
gboolean
preamp_sandbox_fault_list_add_lines (PreampSandboxFaultList *self,
                                     const char             *lines,
                                     GError                **error)
{
  g_auto (GStrv) texts = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (lines != NULL, FALSE);

  faults = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_sandbox_fault_unref);
  texts = g_strsplit (lines, "\n", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      PreampSandboxFault *fault;

      if (g_strstrip (texts[i])[0] == '\0')
        continue;
      fault = parse (self, texts[i], error);
      if (fault == NULL)
        return FALSE;
      g_ptr_array_add (faults, fault);
    }

  g_mutex_lock (&self->mutex);
  g_ptr_array_extend_and_steal (self->faults, g_steal_pointer (&faults));
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * preamp_sandbox_fault_list_clear:
 * @self: a list of faults
 *
 * Takes all faults away: the server behaves again.
 */
void
preamp_sandbox_fault_list_clear (PreampSandboxFaultList *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->faults, 0);
  g_mutex_unlock (&self->mutex);
}

/**
 * preamp_sandbox_fault_list_take:
 * @self: a list of faults
 * @method: a request's method
 * @path: its path
 * @route: its path, taken apart
 * @clock: (out): by how many seconds the times in its answer are off
 *
 * Finds the fault that is to be used for a request, and counts it.
 *
 * Returns: (transfer full) (nullable): the fault, or %NULL where the server is to behave
 */
PreampSandboxFault *
preamp_sandbox_fault_list_take (PreampSandboxFaultList   *self,
                                const char               *method,
                                const char               *path,
                                const PreampSandboxRoute *route,
                                gint64                   *clock)
{
  PreampSandboxFault *taken = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  *clock = 0;
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->faults->len && taken == NULL; i++)
    {
      PreampSandboxFault *fault = g_ptr_array_index (self->faults, i);

      if (!preamp_sandbox_fault_matches (fault, self->instance, method, path, route) ||
          !preamp_sandbox_fault_take (fault))
        continue;
      *clock += fault->clock;
      if (!fault->clock_only)
        taken = preamp_sandbox_fault_ref (fault);
    }
  g_mutex_unlock (&self->mutex);
  return taken;
}
