/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shell.h"

#include "muster-import-dialog.h"
#include "muster-notice.h"
#include "muster-requests-page.h"
#include "muster-page-catalog.h"
#include "muster-people-listings.h"
#include "muster-shortcut.h"
#include "muster-status-line.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* Units that a choice of groups or departments can list. */
#define MAX_UNITS 2000

struct _MusterShell
{
  GtkWidget parent_instance;

  MusterCompany *company;
  MusterActor *actor;
  MusterOutlook *outlook;
  GCancellable *cancellable;
  GListStore *groups;
  GListStore *departments;

  GtkWidget *root;
  AdwOverlaySplitView *split;
  AdwWindowTitle *company_title;
  GtkListBox *pages_list;
  GtkLabel *user_label;
  AdwBanner *demo_banner;
  GtkStack *pages;
  MusterStatusLine *status_line;
};

G_DEFINE_FINAL_TYPE (MusterShell, muster_shell, GTK_TYPE_WIDGET)

enum
{
  PROP_PAGE = 1,
  PROP_SHOW_SIDEBAR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const MusterPageKind *
kind_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "kind");
}

static GtkListBoxRow *
row_of_kind (MusterShell *self, const MusterPageKind *kind)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pages_list, i)) != NULL;
       i++)
    if (kind_of_row (row) == kind)
      return row;

  return NULL;
}

static void
add_row (MusterShell *self, const MusterPageKind *kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (kind->icon);
  GtkWidget *label = gtk_label_new (_ (kind->title));
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->title), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "muster-badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) kind);
  g_object_set_data (G_OBJECT (row), "badge", badge);
  gtk_list_box_append (self->pages_list, row);
}

static void
page_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  MusterSection section = kind_of_row (row)->section;
  GtkWidget *label;

  if (before != NULL && kind_of_row (before)->section == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (muster_section_get_title (section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "muster-section");
  gtk_list_box_row_set_header (row, label);
}

static void
set_badge (MusterShell *self, const char *page, guint n, const char *words)
{
  GtkListBoxRow *row = row_of_kind (self, muster_page_catalog_find (page));
  g_autofree char *number = muster_text_number (n);
  GtkWidget *badge;

  if (row == NULL)
    return;

  badge = g_object_get_data (G_OBJECT (row), "badge");
  gtk_label_set_label (GTK_LABEL (badge), number);
  gtk_widget_set_tooltip_text (badge, words);
  gtk_widget_set_visible (badge, n > 0);
}

static void
show_badge (MusterShell *self)
{
  guint n = muster_status_line_get_n_unmapped (self->status_line);
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u unmapped number", "%u unmapped numbers", n), n);

  set_badge (self, "people", n, words);
}

/* Sources that do not come right by themselves, and devices that wait to be let in. */
static void
show_source_badge (MusterShell *self)
{
  guint n = muster_status_line_get_n_needy (self->status_line);
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u source needs you", "%u sources need you", n), n);

  set_badge (self, "sources", n, words);
}

static void
show_adjusted (MusterShell *self)
{
  guint n = muster_status_line_get_n_adjusted (self->status_line);
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u day of the two periods closed last is to be adjusted",
              "%u days of the two periods closed last are to be adjusted", n),
    n);

  set_badge (self, "periods", n, words);
}

static void
show_exceptions (MusterShell *self)
{
  guint n = muster_status_line_get_n_exceptions (self->status_line);
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u exception waits for you", "%u exceptions wait for you", n), n);

  set_badge (self, "exceptions", n, words);
}

static void
show_requests (MusterShell *self)
{
  guint n = muster_status_line_get_n_requests (self->status_line);
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u request waits for you", "%u requests wait for you", n), n);

  set_badge (self, "requests", n, words);
}

static MusterPage *
find_page (MusterShell *self, const MusterPageKind *kind)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, kind->name);

  if (page != NULL)
    return MUSTER_PAGE (page);

  page = g_object_new (kind->get_type (), "kind", kind, "office",
                       muster_company_get_office (self->company), "actor", self->actor,
                       "outlook", self->outlook, NULL);
  gtk_stack_add_named (self->pages, page, kind->name);

  return MUSTER_PAGE (page);
}

static void
units_loaded (GListStore *store, GObject *office, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  /* Without its units the choice is only "everybody", which is never wrong. */
  if ((rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error)) == NULL)
    return;

  g_list_store_remove_all (store);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      g_list_store_append (store, g_ptr_array_index (rows, i));
}

static void
units_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GListStore) store = user_data;

  units_loaded (store, office, result);
}

typedef struct
{
  GListStore *store;
  GCancellable *cancellable;
} Units;

static void
units_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autofree Units *units = user_data;
  g_autoptr (GListStore) store = units->store;
  g_autoptr (GCancellable) cancellable = units->cancellable;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);
  if (finding != NULL)
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0,
                              MIN (finding->keys->len, MAX_UNITS), cancellable,
                              units_loaded_cb, g_object_ref (store));
}

static void
list_units (MusterShell *self, const MusterListing *listing, GListStore *store)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  Units *units;

  if (!muster_actor_may (self->actor, listing->permission))
    return;

  units = g_new0 (Units, 1);
  units->store = g_object_ref (store);
  units->cancellable = g_object_ref (self->cancellable);
  muster_office_list_async (muster_company_get_office (self->company), self->actor,
                            listing, filter, self->cancellable, units_found_cb, units);
}

static void
office_changed_cb (MusterShell *self, guint topics)
{
  if (topics & (MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_RULES))
    {
      list_units (self, &muster_groups_listing, self->groups);
      list_units (self, &muster_departments_listing, self->departments);
    }

  if (topics & MUSTER_TOPIC_SETTINGS)
    adw_window_title_set_title (self->company_title,
                                muster_company_get_name (self->company));
}

static void
page_activated_cb (MusterShell *self, GtkListBoxRow *row)
{
  muster_shell_go (self, kind_of_row (row)->name);
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
collapsed_cb (MusterShell *self)
{
  gboolean collapsed = adw_overlay_split_view_get_collapsed (self->split);

  /* The list of pages lies over the page when narrow: it comes when it is called. */
  adw_overlay_split_view_set_show_sidebar (self->split, !collapsed);
}

static void
sidebar_shown_cb (MusterShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_shell_go (MUSTER_SHELL (widget), g_variant_get_string (args, NULL));
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);
  MusterPage *page;
  const char *where;
  gint64 person;

  g_variant_get (args, "(&sx)", &where, &person);
  muster_shell_go (self, where);
  if ((page = muster_shell_get_page (self)) != NULL)
    muster_page_reveal (page, person);
}

static void
show_map_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);
  MusterPage *page;
  gint64 person;
  MusterDate date;

  g_variant_get (args, "(xi)", &person, &date);
  muster_outlook_set_date (self->outlook, date);
  muster_shell_go (self, "map");
  if ((page = muster_shell_get_page (self)) != NULL)
    muster_page_reveal (page, person);
}

static void
show_request_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);
  MusterPage *page;

  muster_shell_go (self, "requests");
  page = muster_shell_get_page (self);
  if (MUSTER_IS_REQUESTS_PAGE (page))
    muster_requests_page_show (MUSTER_REQUESTS_PAGE (page), g_variant_get_int64 (args));
}

static void
go_nth_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);
  GtkListBoxRow *row =
    gtk_list_box_get_row_at_index (self->pages_list, g_variant_get_int32 (args) - 1);

  if (row != NULL)
    muster_shell_go (self, kind_of_row (row)->name);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = muster_shell_get_page (MUSTER_SHELL (widget));

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);
  MusterSync *sync = muster_outlook_get_sync (self->outlook);
  MusterPage *page = muster_shell_get_page (self);

  if (sync != NULL)
    muster_sync_run (sync, 0, self->actor->name);

  if (page != NULL)
    muster_page_refresh (page);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_outlook_step (MUSTER_SHELL (widget)->outlook, g_variant_get_int32 (args));
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);

  muster_outlook_set_date (self->outlook, muster_outlook_get_today (self->outlook));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = muster_shell_get_page (MUSTER_SHELL (widget));

  if (page != NULL)
    muster_page_move (page, g_variant_get_int32 (args));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterShell *self = MUSTER_SHELL (widget);

  muster_import_dialog_present (widget, muster_company_get_office (self->company),
                                self->actor, NULL);
}

static gboolean
dropped_cb (MusterShell *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  muster_shell_open_files (self, G_LIST_MODEL (files));

  return TRUE;
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  if (!muster_notice_undo (widget))
    muster_notice_say (widget, _ ("Nothing to undo"));
}

static void
detail_window_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = muster_shell_get_page (MUSTER_SHELL (widget));
  g_autofree char *title = NULL;
  GtkWidget *detail, *view, *window;

  if (page == NULL || (detail = muster_page_build_detail (page, &title)) == NULL)
    return;

  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), detail);
  window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 460, 640);
  /* It shows a person's data, so it goes when the company is locked. */
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
}

static void
muster_shell_dispose (GObject *object)
{
  MusterShell *self = MUSTER_SHELL (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_SHELL);
  g_clear_object (&self->outlook);
  g_clear_object (&self->groups);
  g_clear_object (&self->departments);

  G_OBJECT_CLASS (muster_shell_parent_class)->dispose (object);
}

static void
muster_shell_finalize (GObject *object)
{
  MusterShell *self = MUSTER_SHELL (object);

  g_clear_object (&self->company);
  g_clear_object (&self->actor);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_shell_parent_class)->finalize (object);
}

static void
muster_shell_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MusterShell *self = MUSTER_SHELL (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_string (value, muster_shell_get_page_name (self));
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, adw_overlay_split_view_get_show_sidebar (self->split));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_shell_set_property (GObject *object,
                           guint id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  MusterShell *self = MUSTER_SHELL (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      adw_overlay_split_view_set_show_sidebar (self->split, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_shell_class_init (MusterShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_shell_dispose;
  object_class->finalize = muster_shell_finalize;
  object_class->get_property = muster_shell_get_property;
  object_class->set_property = muster_shell_set_property;

  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean (
    "show-sidebar", NULL, NULL, TRUE,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MUSTER_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterShell, root);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, split);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, company_title);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, pages_list);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, user_label);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, pages);
  gtk_widget_class_bind_template_child (widget_class, MusterShell, status_line);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);

  gtk_widget_class_install_property_action (widget_class, "shell.sidebar",
                                            "show-sidebar");
  gtk_widget_class_install_action (widget_class, "shell.go", "s", go_action);
  gtk_widget_class_install_action (widget_class, "shell.reveal", "(sx)", reveal_action);
  gtk_widget_class_install_action (widget_class, "shell.show-map", "(xi)",
                                   show_map_action);
  gtk_widget_class_install_action (widget_class, "shell.show-request", "x",
                                   show_request_action);
  gtk_widget_class_install_action (widget_class, "shell.go-nth", "i", go_nth_action);
  gtk_widget_class_install_action (widget_class, "shell.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "shell.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "shell.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "shell.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "shell.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "shell.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "shell.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "shell.detail-window", NULL,
                                   detail_window_action);
}

static void
muster_shell_init (MusterShell *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->groups = g_list_store_new (MUSTER_TYPE_UNIT_ROW);
  self->departments = g_list_store_new (MUSTER_TYPE_UNIT_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_controller (GTK_WIDGET (self), muster_shortcut_build_controller ());
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_list_box_set_header_func (self->pages_list, page_header, NULL, NULL);
  g_signal_connect_object (self->status_line, "notify::n-unmapped",
                           G_CALLBACK (show_badge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status_line, "notify::n-needy",
                           G_CALLBACK (show_source_badge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status_line, "notify::n-adjusted",
                           G_CALLBACK (show_adjusted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status_line, "notify::n-exceptions",
                           G_CALLBACK (show_exceptions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status_line, "notify::n-requests",
                           G_CALLBACK (show_requests), self, G_CONNECT_SWAPPED);
}

MusterShell *
muster_shell_new (MusterCompany *company, MusterActor *actor, gboolean demo)
{
  const MusterPageKind *const *kinds = muster_page_catalog_get ();
  MusterShell *self;
  MusterOffice *office;
  g_autofree char *user = NULL;

  g_return_val_if_fail (MUSTER_IS_COMPANY (company), NULL);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), NULL);

  self = g_object_new (MUSTER_TYPE_SHELL, NULL);
  office = muster_company_get_office (company);
  self->company = g_object_ref (company);
  self->actor = g_object_ref (actor);
  self->outlook = muster_outlook_new (office);
  muster_outlook_set_units (self->outlook, G_LIST_MODEL (self->groups),
                            G_LIST_MODEL (self->departments));

  for (guint i = 0; kinds[i] != NULL; i++)
    if (muster_actor_may (actor, kinds[i]->permission))
      add_row (self, kinds[i]);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.import",
                                 muster_actor_may (actor, MUSTER_MAY_INGEST) ||
                                   muster_actor_may (actor, MUSTER_MAY_EDIT_PEOPLE));
  adw_window_title_set_title (self->company_title, muster_company_get_name (company));
  gtk_label_set_label (self->user_label, actor->name);
  adw_banner_set_revealed (self->demo_banner, demo);

  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);
  list_units (self, &muster_groups_listing, self->groups);
  list_units (self, &muster_departments_listing, self->departments);
  muster_status_line_watch (self->status_line, office, actor, !demo);

  return self;
}

void
muster_shell_go (MusterShell *self, const char *name)
{
  g_auto (GStrv) parts = NULL;
  const MusterPageKind *kind;
  GtkListBoxRow *row;
  MusterPage *page;

  g_return_if_fail (MUSTER_IS_SHELL (self));

  parts = g_strsplit (name != NULL ? name : "", "/", 2);
  kind = muster_page_catalog_find (parts[0]);
  row = kind != NULL ? row_of_kind (self, kind) : NULL;
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->pages_list, 0);
  if (row == NULL)
    return;

  page = find_page (self, kind_of_row (row));
  gtk_list_box_select_row (self->pages_list, row);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  if (parts[0] != NULL && parts[1] != NULL)
    muster_page_show_view (page, parts[1]);
  if (gtk_widget_get_mapped (GTK_WIDGET (page)))
    muster_page_focus_content (page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

const char *
muster_shell_get_page_name (MusterShell *self)
{
  g_return_val_if_fail (MUSTER_IS_SHELL (self), NULL);

  return self->pages != NULL ? gtk_stack_get_visible_child_name (self->pages) : NULL;
}

MusterPage *
muster_shell_get_page (MusterShell *self)
{
  GtkWidget *page;

  g_return_val_if_fail (MUSTER_IS_SHELL (self), NULL);

  page = gtk_stack_get_visible_child (self->pages);

  return page != NULL ? MUSTER_PAGE (page) : NULL;
}

MusterOutlook *
muster_shell_get_outlook (MusterShell *self)
{
  g_return_val_if_fail (MUSTER_IS_SHELL (self), NULL);

  return self->outlook;
}

MusterCompany *
muster_shell_get_company (MusterShell *self)
{
  g_return_val_if_fail (MUSTER_IS_SHELL (self), NULL);

  return self->company;
}

MusterActor *
muster_shell_get_actor (MusterShell *self)
{
  g_return_val_if_fail (MUSTER_IS_SHELL (self), NULL);

  return self->actor;
}

void
muster_shell_open_files (MusterShell *self, GListModel *files)
{
  g_return_if_fail (MUSTER_IS_SHELL (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  muster_import_dialog_present (
    GTK_WIDGET (self), muster_company_get_office (self->company), self->actor, files);
}
