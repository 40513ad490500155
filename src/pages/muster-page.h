/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-outlook.h"

/**
 * MusterSection:
 *
 * The four parts of the sidebar.
 */
typedef enum
{
  MUSTER_SECTION_DAILY,
  MUSTER_SECTION_RECORDS,
  MUSTER_SECTION_SETUP,
  MUSTER_SECTION_CONTROL,
} MusterSection;

/**
 * MusterPageScope:
 * @MUSTER_PAGE_DATED: shows one day: the scope bar has a date
 * @MUSTER_PAGE_SPANNED: can show a week or a month too
 * @MUSTER_PAGE_MONTHLY: shows the month around the date, and goes by months
 * @MUSTER_PAGE_PARTED: can be narrowed to a group or department
 * @MUSTER_PAGE_SEARCHED: can be searched
 *
 * Which parts of the scope bar a page heeds; the others are hidden while it is shown.
 */
typedef enum
{
  MUSTER_PAGE_DATED = 1 << 0,
  MUSTER_PAGE_SPANNED = 1 << 1,
  MUSTER_PAGE_PARTED = 1 << 2,
  MUSTER_PAGE_SEARCHED = 1 << 3,
  MUSTER_PAGE_MONTHLY = 1 << 4,
} MusterPageScope;

/**
 * MusterPageKind:
 * @name: its name in settings and on the command line: "today"
 * @title: what the sidebar calls it, marked with N_ ()
 * @icon: name of a symbolic icon
 * @section: where in the sidebar
 * @scope: #MusterPageScope
 * @permission: an actor without it does not see the page
 * @topics: #MusterTopics after which the page looks again
 * @get_type: the type of its widget, a #MusterPage
 *
 * A page. What can be added is one of these and a line in the page catalog.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  MusterSection section;
  guint scope;
  MusterPermission permission;
  guint topics;
  GType (*get_type) (void);
} MusterPageKind;

/**
 * MusterPageState:
 * @MUSTER_PAGE_LOADING: nothing has been there yet
 * @MUSTER_PAGE_CONTENT: there is something to see
 * @MUSTER_PAGE_EMPTY: there is nothing, whatever one asks for: the page's own first step
 * @MUSTER_PAGE_NOTHING: there is something, but not for this search and filter
 * @MUSTER_PAGE_FAILED: it could not be read
 * @MUSTER_PAGE_DENIED: the actor may not see it
 */
typedef enum
{
  MUSTER_PAGE_LOADING,
  MUSTER_PAGE_CONTENT,
  MUSTER_PAGE_EMPTY,
  MUSTER_PAGE_NOTHING,
  MUSTER_PAGE_FAILED,
  MUSTER_PAGE_DENIED,
} MusterPageState;

/**
 * MusterPage:
 *
 * What all pages share: the states in one stack, the detail that slides over when narrow, the
 * outlook, the one primary action, and the moment at which to look again. A page is a template
 * of this type that sets these properties:
 *
 * - `top`: (nullable) what stays visible above the content in any state (chips, a week strip)
 * - `content`: the list or canvas
 * - `empty`: (nullable) what is shown when there is nothing at all, an #AdwStatusPage
 * - `detail`: (nullable) the pane at the end; `show-detail` (boolean) slides it in
 * - `primary`: (nullable) the one primary control, for the header bar, or below the page where the
 *   header has no room for it
 * - `menu`: (nullable) a #GMenuModel of the secondary actions
 *
 * and can bind to `narrow` (boolean), which is set while there is room for a few columns only.
 *
 * It has the actions page.search, page.refresh and page.close-detail (also by Escape),
 * and implements `refresh`. It is built with `kind` (pointer), `office`, `actor`, `outlook`.
 */
#define MUSTER_TYPE_PAGE (muster_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (MusterPage, muster_page, MUSTER, PAGE, GtkWidget)

/**
 * MusterPageClass:
 * @refresh: looks again at what the outlook says: called when the page is first shown, when the
 *   outlook or a topic of its kind changed while it is visible or before it is shown next, and
 *   on F5. Starts with muster_page_begin() and ends with muster_page_end() or
 *   muster_page_fail()
 * @reveal: (nullable): selects a person and shows the detail; returns whether it will
 * @build_detail: (nullable): builds a second view of what is selected, for a window of its own,
 *   floating, with its title; %NULL when nothing is selected
 * @clear_filters: (nullable): takes back the page's own filters (chips); the outlook's are
 *   taken back by the base
 * @focus_content: (nullable): moves the focus into the list
 * @move: (nullable): selects another row, so many further on, back when negative
 * @show_view: (nullable): shows one of the page's views by name ("unmapped")
 */
struct _MusterPageClass
{
  GtkWidgetClass parent_class;

  void (*refresh) (MusterPage *self);
  gboolean (*reveal) (MusterPage *self, gint64 person_id);
  GtkWidget *(*build_detail) (MusterPage *self, char **title);
  void (*clear_filters) (MusterPage *self);
  gboolean (*focus_content) (MusterPage *self);
  void (*move) (MusterPage *self, int steps);
  void (*show_view) (MusterPage *self, const char *view);
};

const MusterPageKind *muster_page_get_kind (MusterPage *self);
MusterOffice *muster_page_get_office (MusterPage *self);
MusterActor *muster_page_get_actor (MusterPage *self);
MusterOutlook *muster_page_get_outlook (MusterPage *self);

/**
 * muster_page_get_cancellable:
 * @self: a page
 *
 * Returns: (transfer none): what is cancelled when the page goes away
 */
GCancellable *muster_page_get_cancellable (MusterPage *self);

GMenuModel *muster_page_get_menu (MusterPage *self);

gboolean muster_page_get_show_detail (MusterPage *self);
void muster_page_set_show_detail (MusterPage *self, gboolean show);

/**
 * muster_page_refresh:
 * @self: a page
 *
 * Looks again, now if the page is visible, else when it is shown next.
 */
void muster_page_refresh (MusterPage *self);

/**
 * muster_page_begin:
 * @self: a page
 *
 * Says that the page has begun to look. After 300 ms a thin bar shows it; what was there stays.
 */
void muster_page_begin (MusterPage *self);

/**
 * muster_page_end:
 * @self: a page
 * @state: what came out
 */
void muster_page_end (MusterPage *self, MusterPageState state);

/**
 * muster_page_fail:
 * @self: a page
 * @error: why it could not be read
 *
 * Ends a look that failed: nothing for one that was cancelled, the denied state for
 * %MUSTER_ERROR_DENIED, else the failed state with the error's words and a way to try again.
 */
void muster_page_fail (MusterPage *self, const GError *error);

MusterPageState muster_page_get_state (MusterPage *self);

/**
 * muster_page_submit:
 * @self: a page
 * @command: what to do
 * @args: its arguments; floating is sunk
 * @done: (nullable): what to say when it is done, in words of the user: "Punch voided"
 * @inverse: (nullable): the command that takes it back, offered in the toast and by Ctrl+Z
 * @inverse_args: (nullable): its arguments; floating is sunk
 *
 * Submits in the page's name. An error is shown as a notice.
 */
void muster_page_submit (MusterPage *self,
                         const MusterCommand *command,
                         GVariant *args,
                         const char *done,
                         const MusterCommand *inverse,
                         GVariant *inverse_args);

/* What the page makes of them, see #MusterPageClass; nothing for a page without the method. */
gboolean muster_page_reveal (MusterPage *self, gint64 person_id);
GtkWidget *muster_page_build_detail (MusterPage *self, char **title);
gboolean muster_page_focus_content (MusterPage *self);
void muster_page_move (MusterPage *self, int steps);
void muster_page_show_view (MusterPage *self, const char *view);

/**
 * muster_pages_register_resource:
 *
 * Makes the templates of the pages known. Generated from the blueprints of this folder.
 */
void muster_pages_register_resource (void);
