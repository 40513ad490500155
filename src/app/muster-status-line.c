/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-status-line.h"

#include "muster-people-listings.h"
#include "muster-source-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

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

  GtkButton *sources_button;
  GtkLabel *sources_label;
  GtkButton *unmapped_button;
  GtkLabel *unmapped_label;
};

G_DEFINE_FINAL_TYPE (MusterStatusLine, muster_status_line, GTK_TYPE_WIDGET)

enum
{
  PROP_N_UNMAPPED = 1,
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
  else
    {
      ago = muster_text_ago (self->last_at, muster_office_get_now (self->office));
      /* Translators: how many sources, how long ago: "2 sources · last import 3 minutes ago" */
      text = g_strdup_printf (_ ("%1$s · last import %2$s"), count, ago);
    }

  gtk_label_set_label (self->sources_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_button), TRUE);
}

static gboolean
age_cb (gpointer user_data)
{
  show_sources (user_data);

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
      self->last_at = MAX (self->last_at, row->last_import_at);
    }

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
look_again (MusterStatusLine *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (!muster_actor_may (self->actor, MUSTER_MAY_SEE_DAYS))
    return;

  muster_office_list_async (self->office, self->actor, &muster_sources_listing, filter,
                            self->cancellable, sources_found_cb, g_object_ref (self));
  muster_office_list_async (self->office, self->actor, &muster_unmapped_listing, filter,
                            self->cancellable, unmapped_found_cb, g_object_ref (self));
}

static void
changed_cb (MusterStatusLine *self, guint topics)
{
  if (topics & (MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PEOPLE))
    look_again (self);
}

static void
muster_status_line_dispose (GObject *object)
{
  MusterStatusLine *self = MUSTER_STATUS_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->age_id, g_source_remove);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
muster_status_line_watch (MusterStatusLine *self,
                          MusterOffice *office,
                          MusterActor *actor)
{
  g_return_if_fail (MUSTER_IS_STATUS_LINE (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->age_id = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
  g_signal_connect_object (office, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  look_again (self);
}

guint
muster_status_line_get_n_unmapped (MusterStatusLine *self)
{
  g_return_val_if_fail (MUSTER_IS_STATUS_LINE (self), 0);

  return self->n_unmapped;
}
