/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-filter-bar.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const MusterWord *word;
  const char *said;
  GtkWidget *button;
  GtkWidget *count;
  gboolean always;
} Chip;

struct _MusterFilterBar
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  Chip all;
  GArray *chips;
  gboolean choosing;
};

G_DEFINE_FINAL_TYPE (MusterFilterBar, muster_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Chip *
chip_at (MusterFilterBar *self, guint index)
{
  return &g_array_index (self->chips, Chip, index);
}

static gboolean
is_chosen (const Chip *chip)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip->button));
}

static guint
count_chosen (MusterFilterBar *self)
{
  guint n = 0;

  for (guint i = 0; i < self->chips->len; i++)
    n += is_chosen (chip_at (self, i)) ? 1 : 0;

  return n;
}

static void
choose (MusterFilterBar *self, Chip *chip, gboolean chosen)
{
  self->choosing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip->button), chosen);
  self->choosing = FALSE;
}

static void
chip_toggled_cb (MusterFilterBar *self)
{
  if (self->choosing)
    return;

  choose (self, &self->all, count_chosen (self) == 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
all_toggled_cb (MusterFilterBar *self)
{
  gboolean was_all;

  if (self->choosing)
    return;

  was_all = count_chosen (self) == 0;
  muster_filter_bar_clear (self);
  if (!was_all)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_count (Chip *chip, guint count)
{
  g_autofree char *number = muster_text_number (count);
  /* Translators: a state and how many rows are in it, for a screen reader: "Late, 12" */
  g_autofree char *name = g_strdup_printf (C_ ("chip", "%1$s, %2$s"), chip->said, number);

  gtk_label_set_label (GTK_LABEL (chip->count), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (chip->button, count > 0 || chip->always || is_chosen (chip));
  if (count == 0)
    gtk_widget_add_css_class (chip->button, "muster-none");
  else
    gtk_widget_remove_css_class (chip->button, "muster-none");
}

static void
build_chip (MusterFilterBar *self, Chip *chip, GCallback toggled)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *label = gtk_label_new (chip->said);

  if (chip->word != NULL && chip->word->icon != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (chip->word->icon);

      if (chip->word->style != NULL)
        gtk_widget_add_css_class (icon, chip->word->style);
      gtk_box_append (GTK_BOX (box), icon);
    }

  chip->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (chip->count, "numeric");
  gtk_widget_add_css_class (chip->count, "muster-count");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), chip->count);

  chip->button = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (chip->button), box);
  gtk_widget_add_css_class (chip->button, "muster-chip");
  g_signal_connect_swapped (chip->button, "toggled", toggled, self);
  gtk_box_append (GTK_BOX (self->box), chip->button);
}

static void
muster_filter_bar_dispose (GObject *object)
{
  MusterFilterBar *self = MUSTER_FILTER_BAR (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_filter_bar_parent_class)->dispose (object);
}

static void
muster_filter_bar_finalize (GObject *object)
{
  g_array_unref (MUSTER_FILTER_BAR (object)->chips);

  G_OBJECT_CLASS (muster_filter_bar_parent_class)->finalize (object);
}

static void
muster_filter_bar_class_init (MusterFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_filter_bar_finalize;

  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
muster_filter_bar_init (MusterFilterBar *self)
{
  self->chips = g_array_new (FALSE, FALSE, sizeof (Chip));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_add_css_class (self->scroller, "undershoot-start");
  gtk_widget_add_css_class (self->scroller, "undershoot-end");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter by state"), -1);
}

GtkWidget *
muster_filter_bar_new (void)
{
  return g_object_new (MUSTER_TYPE_FILTER_BAR, NULL);
}

void
muster_filter_bar_set_states (MusterFilterBar *self,
                              const char *vocabulary,
                              const char *const *codes,
                              guint always)
{
  g_return_if_fail (MUSTER_IS_FILTER_BAR (self));
  g_return_if_fail (self->chips->len == 0);

  self->all = (Chip) { .said = C_ ("chip", "All"), .always = TRUE };
  build_chip (self, &self->all, G_CALLBACK (all_toggled_cb));
  choose (self, &self->all, TRUE);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      Chip chip = { .word = muster_words_find (vocabulary, codes[i]),
                    .said = muster_words_say (vocabulary, codes[i]),
                    .always = i < always };

      g_return_if_fail (chip.word != NULL);
      build_chip (self, &chip, G_CALLBACK (chip_toggled_cb));
      g_array_append_val (self->chips, chip);
      show_count (chip_at (self, i), 0);
    }
}

void
muster_filter_bar_set_count (MusterFilterBar *self, const char *code, guint count)
{
  g_return_if_fail (MUSTER_IS_FILTER_BAR (self));

  for (guint i = 0; i < self->chips->len; i++)
    if (strcmp (chip_at (self, i)->word->code, code) == 0)
      show_count (chip_at (self, i), count);
}

void
muster_filter_bar_set_total (MusterFilterBar *self, guint total)
{
  g_return_if_fail (MUSTER_IS_FILTER_BAR (self));

  show_count (&self->all, total);
}

GStrv
muster_filter_bar_get_chosen (MusterFilterBar *self)
{
  g_autoptr (GStrvBuilder) chosen = NULL;

  g_return_val_if_fail (MUSTER_IS_FILTER_BAR (self), NULL);

  if (count_chosen (self) == 0)
    return NULL;

  chosen = g_strv_builder_new ();
  for (guint i = 0; i < self->chips->len; i++)
    if (is_chosen (chip_at (self, i)))
      g_strv_builder_add (chosen, chip_at (self, i)->word->code);

  return g_strv_builder_end (chosen);
}

void
muster_filter_bar_clear (MusterFilterBar *self)
{
  g_return_if_fail (MUSTER_IS_FILTER_BAR (self));

  for (guint i = 0; i < self->chips->len; i++)
    choose (self, chip_at (self, i), FALSE);
  choose (self, &self->all, TRUE);
}

void
muster_filter_bar_choose (MusterFilterBar *self, const char *code)
{
  g_return_if_fail (MUSTER_IS_FILTER_BAR (self));

  muster_filter_bar_clear (self);
  for (guint i = 0; i < self->chips->len; i++)
    if (strcmp (chip_at (self, i)->word->code, code) == 0)
      {
        choose (self, chip_at (self, i), TRUE);
        choose (self, &self->all, FALSE);
        gtk_widget_set_visible (chip_at (self, i)->button, TRUE);
      }
}
