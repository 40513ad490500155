/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-status-line.h"

#include "muster-adjusted-listings.h"
#include "muster-closing-listings.h"
#include "muster-exception-listings.h"
#include "muster-fetch.h"
#include "muster-people-listings.h"
#include "muster-request-listings.h"
#include "muster-source-listings.h"
#include "muster-source-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* Adjustments are counted in so many of the periods that were closed last: to count them, their
 * days are judged, as those of the last month are for exceptions. */
#define COUNTED_PERIODS 2

/* Both are counted once things have been quiet for so long. */
#define QUIET_SECONDS 3

/* "3 minutes ago" grows old. */
#define AGE_SECONDS 30

struct _MusterStatusLine
{
  GtkWidget parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  GCancellable *cancellable;
  guint age_id;

  guint n_sources;
  gint64 last_at;
  guint n_unmapped;
  guint n_needy;
  guint n_waiting;  /* devices to be admitted */
  GHashTable *told; /* names of silent sources of which a notice went out */
  char *needy;      /* the name of the first */
  guint n_adjusted;
  guint n_exceptions;
  guint n_requests;
  guint quiet_id;
  gboolean digests;

  GtkButton *sources_button;
  GtkLabel *sources_label;
  GtkButton *unmapped_button;
  GtkLabel *unmapped_label;
};

G_DEFINE_FINAL_TYPE (MusterStatusLine, muster_status_line, GTK_TYPE_WIDGET)

enum
{
  PROP_N_UNMAPPED = 1,
  PROP_N_NEEDY,
  PROP_N_ADJUSTED,
  PROP_N_EXCEPTIONS,
  PROP_N_REQUESTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show_sources (MusterStatusLine *self)
{
  g_autofree char *ago = NULL;
  g_autofree char *text = NULL;
  g_autofree char *count = g_strdup_printf (
    ngettext ("%u source", "%u sources", self->n_sources), self->n_sources);

  if (self->n_sources == 0)
    text = g_strdup (_ ("No sources yet"));
  else if (self->last_at == 0)
    /* Translators: how many sources: "2 sources · nothing imported yet" */
    text = g_strdup_printf (_ ("%s · nothing imported yet"), count);
  else if (self->n_needy > 0)
    text = self->needy != NULL
             /* Translators: how many sources, the name of the one that needs somebody */
             ? g_strdup_printf (_ ("%1$s · %2$s needs you"), count, self->needy)
             /* Translators: how many sources */
             : g_strdup_printf (_ ("%s · a device waits"), count);
  else
    {
      ago = muster_text_ago (self->last_at, muster_office_get_now (self->office));
      /* Translators: how many sources, how long ago: "2 sources · last report 3 minutes ago" */
      text = g_strdup_printf (_ ("%1$s · last report %2$s"), count, ago);
    }

  gtk_label_set_label (self->sources_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_button), TRUE);
}

/* Once for each silence: whoever is away learns of it on the desktop. */
static void
tell_silence (MusterStatusLine *self, MusterSourceRow *row, gboolean needy)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (!needy)
    {
      if (g_hash_table_remove (self->told, row->source->name) && application != NULL)
        g_application_withdraw_notification (application, row->source->uid);
      return;
    }
  if (application == NULL || !g_application_get_is_registered (application) ||
      !g_hash_table_add (self->told, g_strdup (row->source->name)))
    return;

  title = g_strdup_printf (_ ("%s has not reported"), row->source->name);
  body = muster_source_text_state (row, muster_office_get_now (self->office));
  notice = g_notification_new (title);
  g_notification_set_body (notice, body);
  g_application_send_notification (application, row->source->uid, notice);
}

static void
count_needy (MusterStatusLine *self, GPtrArray *rows)
{
  gint64 now = muster_office_get_now (self->office);

  self->n_needy = self->n_waiting;
  g_clear_pointer (&self->needy, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSourceRow *row = g_ptr_array_index (rows, i);
      gboolean needy = row != NULL && muster_source_row_needs_person (row, now);

      if (row != NULL)
        tell_silence (self, row, needy);
      if (!needy)
        continue;
      self->n_needy++;
      if (self->needy == NULL)
        self->needy = g_strdup (row->source->name);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEEDY]);
}

static void look_again (MusterStatusLine *self);

/* What was in step may be silent by now. */
static gboolean
age_cb (gpointer user_data)
{
  look_again (user_data);

  return G_SOURCE_CONTINUE;
}

static void
sources_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  /* A line that cannot be read stays as it was: the page it leads to says what is wrong. */
  if ((rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error)) == NULL)
    return;

  self->n_sources = 0;
  self->last_at = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSourceRow *row = g_ptr_array_index (rows, i);

      if (row == NULL || row->source->state == MUSTER_SOURCE_RETIRED ||
          g_str_equal (row->source->kind, "correction"))
        continue;

      self->n_sources++;
      self->last_at = MAX (self->last_at, muster_source_row_get_contact (row));
      self->last_at = MAX (self->last_at, row->last_import_at);
    }

  count_needy (self, rows);
  show_sources (self);
}

static void
sources_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  if ((finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    return;

  muster_office_load_async (self->office, finding, 0, finding->keys->len,
                            self->cancellable, sources_loaded_cb, g_object_ref (self));
}

static void
strangers_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (finding == NULL || self->office == NULL)
    return;

  self->n_waiting = finding->keys->len;
  muster_office_list_async (self->office, self->actor, &muster_sources_listing, filter,
                            self->cancellable, sources_found_cb, g_object_ref (self));
}

static void
unmapped_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;
  g_autofree char *text = NULL;

  if ((finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    return;

  self->n_unmapped = finding->keys->len;
  text = g_strdup_printf (
    ngettext ("%u unmapped number", "%u unmapped numbers", self->n_unmapped),
    self->n_unmapped);
  gtk_label_set_label (self->unmapped_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unmapped_button), self->n_unmapped > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNMAPPED]);
}

static void
adjusted_found (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;

  if (finding == NULL)
    return;

  self->n_adjusted = finding->total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ADJUSTED]);
}

static void
closed_found (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (rows == NULL)
    return;
  if (rows->len == 0)
    {
      self->n_adjusted = 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ADJUSTED]);
      return;
    }

  filter->dates.from =
    MUSTER_PERIOD_PLAN_ROW (g_ptr_array_index (rows, rows->len - 1))->dates.from;
  filter->dates.to = MUSTER_PERIOD_PLAN_ROW (g_ptr_array_index (rows, 0))->dates.to;
  muster_fetch_rows (self->office, self->actor, &muster_adjusted_listing, filter, 0,
                     self->cancellable, adjusted_found, g_object_ref (self));
}

static void
look_at_periods (MusterStatusLine *self)
{
  static const char *const closed[] = { "closed", NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->states = g_strdupv ((char **) closed);
  filter->descending = TRUE;
  filter->limit = COUNTED_PERIODS;
  muster_fetch_rows (self->office, self->actor, &muster_period_plan_listing, filter,
                     COUNTED_PERIODS, self->cancellable, closed_found,
                     g_object_ref (self));
}

/* ---- What waits for the reader ---- */

/* Once a day, when the day's first counts are there. */
static void
tell_digest (MusterStatusLine *self)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.muster.Muster");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *told = g_settings_get_string (settings, "digest-told");
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *exceptions = NULL;
  g_autofree char *requests = NULL;
  g_autofree char *body = NULL;

  if (!self->digests || application == NULL ||
      !g_application_get_is_registered (application) ||
      !g_settings_get_boolean (settings, "digest") || g_str_equal (told, today) ||
      self->n_exceptions + self->n_requests == 0)
    return;

  g_settings_set_string (settings, "digest-told", today);
  exceptions = g_strdup_printf (
    ngettext ("%u exception", "%u exceptions", self->n_exceptions), self->n_exceptions);
  requests = g_strdup_printf (ngettext ("%u request", "%u requests", self->n_requests),
                              self->n_requests);
  /* Translators: "3 exceptions · 2 requests" */
  body = g_strdup_printf (_ ("%1$s · %2$s"), exceptions, requests);
  notice = g_notification_new (_ ("Waiting for you today"));
  g_notification_set_body (notice, body);
  g_application_send_notification (application, "digest", notice);
}

static void
requests_found (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;

  if (finding == NULL)
    return;

  self->n_requests = GPOINTER_TO_UINT (g_hash_table_lookup (finding->counts, "mine"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_REQUESTS]);
  tell_digest (self);
}

static void
exceptions_found (MusterFinding *finding,
                  GPtrArray *rows,
                  const GError *error,
                  gpointer user_data)
{
  g_autoptr (MusterStatusLine) self = user_data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (finding == NULL)
    return;

  self->n_exceptions = GPOINTER_TO_UINT (g_hash_table_lookup (finding->counts, "mine"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EXCEPTIONS]);
  muster_fetch_rows (self->office, self->actor, &muster_requests_listing, filter, 0,
                     self->cancellable, requests_found, g_object_ref (self));
}

static void
look_at_queues (MusterStatusLine *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (self->office, self->actor, &muster_exceptions_listing, filter, 0,
                     self->cancellable, exceptions_found, g_object_ref (self));
}

static gboolean
quiet_cb (gpointer user_data)
{
  MusterStatusLine *self = user_data;

  self->quiet_id = 0;
  if (muster_actor_may (self->actor, MUSTER_MAY_CLOSE))
    look_at_periods (self);
  /* For an auditor nothing waits. */
  if (muster_actor_may (self->actor, MUSTER_MAY_DECIDE))
    look_at_queues (self);

  return G_SOURCE_REMOVE;
}

static void
count_when_quiet (MusterStatusLine *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add_seconds (QUIET_SECONDS, quiet_cb, self);
}

static void
look_again (MusterStatusLine *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (!muster_actor_may (self->actor, MUSTER_MAY_SEE_DAYS))
    return;

  muster_office_list_async (self->office, self->actor, &muster_strangers_listing, filter,
                            self->cancellable, strangers_found_cb, g_object_ref (self));
  muster_office_list_async (self->office, self->actor, &muster_unmapped_listing, filter,
                            self->cancellable, unmapped_found_cb, g_object_ref (self));
}

static void
changed_cb (MusterStatusLine *self, guint topics)
{
  if (topics & (MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PEOPLE))
    look_again (self);
  if (topics & (MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS))
    count_when_quiet (self);
}

static void
muster_status_line_dispose (GObject *object)
{
  MusterStatusLine *self = MUSTER_STATUS_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->age_id, g_source_remove);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_STATUS_LINE);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);

  G_OBJECT_CLASS (muster_status_line_parent_class)->dispose (object);
}

static void
muster_status_line_finalize (GObject *object)
{
  MusterStatusLine *self = MUSTER_STATUS_LINE (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->told);
  g_free (self->needy);

  G_OBJECT_CLASS (muster_status_line_parent_class)->finalize (object);
}

static void
muster_status_line_get_property (GObject *object,
                                 guint id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  MusterStatusLine *self = MUSTER_STATUS_LINE (object);

  switch (id)
    {
    case PROP_N_UNMAPPED:
      g_value_set_uint (value, self->n_unmapped);
      break;
    case PROP_N_NEEDY:
      g_value_set_uint (value, self->n_needy);
      break;
    case PROP_N_ADJUSTED:
      g_value_set_uint (value, self->n_adjusted);
      break;
    case PROP_N_EXCEPTIONS:
      g_value_set_uint (value, self->n_exceptions);
      break;
    case PROP_N_REQUESTS:
      g_value_set_uint (value, self->n_requests);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_status_line_class_init (MusterStatusLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_status_line_dispose;
  object_class->finalize = muster_status_line_finalize;
  object_class->get_property = muster_status_line_get_property;

  properties[PROP_N_UNMAPPED] = g_param_spec_uint (
    "n-unmapped", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_NEEDY] = g_param_spec_uint (
    "n-needy", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ADJUSTED] = g_param_spec_uint (
    "n-adjusted", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_EXCEPTIONS] =
    g_param_spec_uint ("n-exceptions", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_REQUESTS] = g_param_spec_uint (
    "n-requests", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterStatusLine, sources_button);
  gtk_widget_class_bind_template_child (widget_class, MusterStatusLine, sources_label);
  gtk_widget_class_bind_template_child (widget_class, MusterStatusLine, unmapped_button);
  gtk_widget_class_bind_template_child (widget_class, MusterStatusLine, unmapped_label);
}

static void
muster_status_line_init (MusterStatusLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
muster_status_line_watch (MusterStatusLine *self,
                          MusterOffice *office,
                          MusterActor *actor,
                          gboolean digests)
{
  g_return_if_fail (MUSTER_IS_STATUS_LINE (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->digests = digests;
  self->age_id = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
  g_signal_connect_object (office, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  look_again (self);
  count_when_quiet (self);
}

guint
muster_status_line_get_n_unmapped (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_unmapped;
}

guint
muster_status_line_get_n_needy (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_needy;
}

guint
muster_status_line_get_n_adjusted (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_adjusted;
}

guint
muster_status_line_get_n_exceptions (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_exceptions;
}

guint
muster_status_line_get_n_requests (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_requests;
}
