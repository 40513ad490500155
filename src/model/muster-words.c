/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-words.h"

#include "muster-actor.h"
#include "muster-day.h"
#include "muster-exception.h"
#include "muster-punch.h"
#include "muster-request.h"
#include "muster-source.h"

#include <glib/gi18n-lib.h>

static const MusterWord status_words[] = {
  { MUSTER_STATUS_NONE, "none", NC_ ("status", "Not expected"), "muster-none-symbolic",
    "dim-label" },
  { MUSTER_STATUS_PENDING, "pending", NC_ ("status", "Pending"),
    "muster-pending-symbolic", "dim-label" },
  { MUSTER_STATUS_PRESENT, "present", NC_ ("status", "Present"),
    "muster-present-symbolic", NULL },
  { MUSTER_STATUS_ABSENT, "absent", NC_ ("status", "Absent"), "muster-absent-symbolic",
    "error" },
  { MUSTER_STATUS_HALF_DAY, "half_day", NC_ ("status", "Half day"),
    "muster-half-day-symbolic", "warning" },
  { MUSTER_STATUS_INCOMPLETE, "incomplete", NC_ ("status", "Incomplete"),
    "muster-missing-symbolic", "warning" },
  { MUSTER_STATUS_LEAVE, "leave", NC_ ("status", "On leave"), "muster-leave-symbolic",
    "accent" },
  { MUSTER_STATUS_HOLIDAY, "holiday", NC_ ("status", "Statutory holiday"),
    "muster-holiday-symbolic", "accent" },
  { MUSTER_STATUS_REST, "rest", NC_ ("status", "Rest day"), "muster-rest-symbolic",
    "dim-label" },
  { 0 }
};

static const MusterWord flag_words[] = {
  { MUSTER_FLAG_LATE, "late", NC_ ("flag", "Late"), "muster-late-symbolic", "warning" },
  { MUSTER_FLAG_SEVERE_LATE, "severe_late", NC_ ("flag", "Severely late"),
    "muster-late-symbolic", "error" },
  { MUSTER_FLAG_EARLY_LEAVE, "early_leave", NC_ ("flag", "Left early"),
    "muster-early-symbolic", "warning" },
  { MUSTER_FLAG_MISSING_IN, "missing_in", NC_ ("flag", "On-punch missing"),
    "muster-missing-symbolic", "warning" },
  { MUSTER_FLAG_MISSING_OUT, "missing_out", NC_ ("flag", "Off-punch missing"),
    "muster-missing-symbolic", "warning" },
  { MUSTER_FLAG_OFF_SHIFT, "off_shift", NC_ ("flag", "Off-shift punch"),
    "muster-off-shift-symbolic", "dim-label" },
  { MUSTER_FLAG_FIELD, "field", NC_ ("flag", "Field work"), "muster-field-symbolic",
    "accent" },
  { MUSTER_FLAG_LOCATION_DOUBT, "location_doubt", NC_ ("flag", "Place uncertain"),
    "muster-doubt-symbolic", "warning" },
  { MUSTER_FLAG_OVERTIME, "overtime", NC_ ("flag", "Overtime"),
    "muster-overtime-symbolic", NULL },
  { MUSTER_FLAG_CORRECTED, "corrected", NC_ ("flag", "Corrected"),
    "muster-corrected-symbolic", NULL },
  { MUSTER_FLAG_MANUAL, "manual", NC_ ("flag", "Entered by hand"),
    "muster-manual-symbolic", NULL },
  { MUSTER_FLAG_OUTSIDE, "outside", NC_ ("flag", "Outside"), "muster-outside-symbolic",
    "error" },
  { MUSTER_FLAG_FORGIVEN, "forgiven", NC_ ("flag", "Forgiven"),
    "muster-forgiven-symbolic", "dim-label" },
  { 0 }
};

static const MusterWord day_type_words[] = {
  { MUSTER_DAY_NONE, "none", NC_ ("day_type", "Nothing expected"), NULL, NULL },
  { MUSTER_DAY_WORK, "workday", NC_ ("day_type", "Working day"), NULL, NULL },
  { MUSTER_DAY_MAKEUP, "makeup", NC_ ("day_type", "Make-up workday"), NULL, NULL },
  { MUSTER_DAY_REST, "rest", NC_ ("day_type", "Rest day"), NULL, NULL },
  { MUSTER_DAY_STATUTORY, "statutory", NC_ ("day_type", "Statutory holiday"), NULL,
    NULL },
  { 0 }
};

static const MusterWord direction_words[] = {
  { MUSTER_DIRECTION_NONE, "none", NC_ ("direction", "No direction"), NULL, "dim-label" },
  { MUSTER_DIRECTION_IN, "in", NC_ ("direction", "In"), "muster-in-symbolic", NULL },
  { MUSTER_DIRECTION_OUT, "out", NC_ ("direction", "Out"), "muster-out-symbolic", NULL },
  { 0 }
};

static const MusterWord verify_words[] = {
  { MUSTER_VERIFY_UNKNOWN, "unknown", NC_ ("verify", "Unknown"), NULL, "dim-label" },
  { MUSTER_VERIFY_FINGERPRINT, "fingerprint", NC_ ("verify", "Fingerprint"), NULL, NULL },
  { MUSTER_VERIFY_FACE, "face", NC_ ("verify", "Face"), NULL, NULL },
  { MUSTER_VERIFY_PALM, "palm", NC_ ("verify", "Palm"), NULL, NULL },
  { MUSTER_VERIFY_IRIS, "iris", NC_ ("verify", "Iris"), NULL, NULL },
  { MUSTER_VERIFY_CARD, "card", NC_ ("verify", "Card"), NULL, NULL },
  { MUSTER_VERIFY_PASSWORD, "password", NC_ ("verify", "Password"), NULL, NULL },
  { MUSTER_VERIFY_MULTI, "multi", NC_ ("verify", "Multi-factor"), NULL, NULL },
  { MUSTER_VERIFY_GPS, "gps", NC_ ("verify", "Satellite position"), NULL, NULL },
  { MUSTER_VERIFY_WIFI, "wifi", NC_ ("verify", "Wi-Fi"), NULL, NULL },
  { MUSTER_VERIFY_IP, "ip", NC_ ("verify", "IP address"), NULL, NULL },
  { MUSTER_VERIFY_MANUAL, "manual", NC_ ("verify", "By hand"), NULL, NULL },
  { 0 }
};

static const MusterWord verdict_words[] = {
  { MUSTER_VERDICT_UNPLACED, "unplaced", NC_ ("verdict", "Not judged"), NULL,
    "dim-label" },
  { MUSTER_VERDICT_IN, "in", NC_ ("verdict", "On-punch"), "muster-in-symbolic", NULL },
  { MUSTER_VERDICT_OUT, "out", NC_ ("verdict", "Off-punch"), "muster-out-symbolic",
    NULL },
  { MUSTER_VERDICT_BETWEEN, "between", NC_ ("verdict", "In between"),
    "muster-between-symbolic", "dim-label" },
  { MUSTER_VERDICT_UNPAIRED, "unpaired", NC_ ("verdict", "Unpaired"),
    "muster-ignored-symbolic", "warning" },
  { MUSTER_VERDICT_IGNORED, "ignored", NC_ ("verdict", "Ignored"),
    "muster-ignored-symbolic", "dim-label" },
  { MUSTER_VERDICT_DUPLICATE, "duplicate", NC_ ("verdict", "Duplicate punch"),
    "muster-duplicate-symbolic", "dim-label" },
  { MUSTER_VERDICT_OFF_SHIFT, "off_shift", NC_ ("verdict", "Off-shift punch"),
    "muster-off-shift-symbolic", "warning" },
  { MUSTER_VERDICT_VOID, "void", NC_ ("verdict", "Void"), "muster-void-symbolic",
    "dim-label" },
  { MUSTER_VERDICT_SUSPECT, "suspect", NC_ ("verdict", "Clock in doubt"),
    "muster-doubt-symbolic", "warning" },
  { MUSTER_VERDICT_HOLIDAY, "holiday", NC_ ("verdict", "Not counted on a holiday"),
    "muster-holiday-symbolic", "dim-label" },
  { MUSTER_VERDICT_REJECTED, "rejected", NC_ ("verdict", "Not counted where it was made"),
    "muster-rejected-symbolic", "error" },
  { 0 }
};

static const MusterWord mark_words[] = {
  { MUSTER_PUNCH_VOID, "void", NC_ ("mark", "Void"), "muster-void-symbolic",
    "dim-label" },
  { MUSTER_PUNCH_SUSPECT, "suspect", NC_ ("mark", "Clock in doubt"),
    "muster-doubt-symbolic", "warning" },
  { MUSTER_PUNCH_OFFLINE, "offline", NC_ ("mark", "Offline punch"),
    "muster-offline-symbolic", NULL },
  { MUSTER_PUNCH_MOCK, "mock", NC_ ("mark", "Mock location"), "muster-outside-symbolic",
    "error" },
  { MUSTER_PUNCH_CORRECTION, "correction", NC_ ("mark", "Correction"),
    "muster-corrected-symbolic", NULL },
  { MUSTER_PUNCH_PLACED, "placed", NC_ ("mark", "Has a position"), NULL, NULL },
  { MUSTER_PUNCH_ACCURATE, "accurate", NC_ ("mark", "Has an accuracy"), NULL, NULL },
  { 0 }
};

static const MusterWord day_state_words[] = {
  { 0, "present", NC_ ("day_state", "Present"), "muster-present-symbolic", NULL },
  { 0, "late", NC_ ("day_state", "Late"), "muster-late-symbolic", "warning" },
  { 0, "early_leave", NC_ ("day_state", "Left early"), "muster-early-symbolic",
    "warning" },
  { 0, "missing", NC_ ("day_state", "Missing punch"), "muster-missing-symbolic",
    "warning" },
  { 0, "absent", NC_ ("day_state", "Absent"), "muster-absent-symbolic", "error" },
  { 0, "half_day", NC_ ("day_state", "Half day"), "muster-half-day-symbolic", "warning" },
  { 0, "incomplete", NC_ ("day_state", "Incomplete"), "muster-missing-symbolic",
    "warning" },
  { 0, "pending", NC_ ("day_state", "Pending"), "muster-pending-symbolic", "dim-label" },
  { 0, "leave", NC_ ("day_state", "On leave"), "muster-leave-symbolic", "accent" },
  { 0, "outside", NC_ ("day_state", "Outside"), "muster-outside-symbolic", "error" },
  { 0, "off_shift", NC_ ("day_state", "Off-shift punch"), "muster-off-shift-symbolic",
    "warning" },
  { 0, "overtime", NC_ ("day_state", "Overtime"), "muster-overtime-symbolic", NULL },
  { 0, "rest", NC_ ("day_state", "Rest day"), "muster-rest-symbolic", "dim-label" },
  { 0, "holiday", NC_ ("day_state", "Statutory holiday"), "muster-holiday-symbolic",
    "accent" },
  { 0, "none", NC_ ("day_state", "Not expected"), "muster-none-symbolic", "dim-label" },
  { 0 }
};

/* The signs of days in a calendar, where there is room for a letter or two. */
static const MusterWord month_mark_words[] = {
  { 0, "present", NC_ ("month_mark", "✓"), NULL, NULL },
  { 0, "late", NC_ ("month_mark", "L"), NULL, NULL },
  { 0, "severe_late", NC_ ("month_mark", "LL"), NULL, NULL },
  { 0, "early_leave", NC_ ("month_mark", "E"), NULL, NULL },
  { 0, "missing_in", NC_ ("month_mark", "M"), NULL, NULL },
  { 0, "missing_out", NC_ ("month_mark", "M"), NULL, NULL },
  { 0, "incomplete", NC_ ("month_mark", "M"), NULL, NULL },
  { 0, "absent", NC_ ("month_mark", "A"), NULL, NULL },
  { 0, "half_day", NC_ ("month_mark", "½"), NULL, NULL },
  { 0, "leave", NC_ ("month_mark", "Lv"), NULL, NULL },
  { 0, "holiday", NC_ ("month_mark", "H"), NULL, NULL },
  { 0, "rest", NC_ ("month_mark", "·"), NULL, NULL },
  { 0, "pending", NC_ ("month_mark", "…"), NULL, NULL },
  { 0 }
};

static const MusterWord punch_state_words[] = {
  { 0, "normal", NC_ ("punch_state", "Good"), "muster-present-symbolic", NULL },
  { 0, "unmapped", NC_ ("punch_state", "Unmapped"), "muster-unmapped-symbolic",
    "warning" },
  { 0, "suspect", NC_ ("punch_state", "Clock in doubt"), "muster-doubt-symbolic",
    "warning" },
  { 0, "correction", NC_ ("punch_state", "Correction"), "muster-corrected-symbolic",
    NULL },
  { 0, "void", NC_ ("punch_state", "Void"), "muster-void-symbolic", "dim-label" },
  { 0, "rejected", NC_ ("punch_state", "Rejected"), "muster-rejected-symbolic", "error" },
  { 0 }
};

static const MusterWord import_state_words[] = {
  { 0, "running", NC_ ("import_state", "Running"), "muster-pending-symbolic", "accent" },
  { 0, "done", NC_ ("import_state", "Done"), "muster-present-symbolic", NULL },
  { 0, "cancelled", NC_ ("import_state", "Cancelled"), "muster-void-symbolic",
    "dim-label" },
  { 0, "failed", NC_ ("import_state", "Failed"), "muster-rejected-symbolic", "error" },
  { 0, "interrupted", NC_ ("import_state", "Interrupted"), "muster-missing-symbolic",
    "warning" },
  { 0 }
};

static const MusterWord role_words[] = {
  { MUSTER_ROLE_HR, "hr", NC_ ("role", "HR officer"), NULL, NULL },
  { MUSTER_ROLE_SUPERVISOR, "supervisor", NC_ ("role", "Supervisor"), NULL, NULL },
  { MUSTER_ROLE_AUDITOR, "auditor", NC_ ("role", "Auditor"), NULL, NULL },
  { MUSTER_ROLE_ADMIN, "admin", NC_ ("role", "Administrator"), NULL, NULL },
  { MUSTER_ROLE_SYNC, "sync", NC_ ("role", "Sync"), NULL, NULL },
  { 0 }
};

static const MusterWord source_state_words[] = {
  { MUSTER_SOURCE_ACTIVE, "active", NC_ ("source_state", "In use"), NULL, NULL },
  { MUSTER_SOURCE_PAUSED, "paused", NC_ ("source_state", "Paused"), NULL, "dim-label" },
  { MUSTER_SOURCE_RETIRED, "retired", NC_ ("source_state", "Retired"), NULL,
    "dim-label" },
  { 0 }
};

static const MusterWord datum_words[] = {
  { MUSTER_DATUM_WGS84, "wgs84", NC_ ("datum", "WGS 84"), NULL, NULL },
  { MUSTER_DATUM_GCJ02, "gcj02", NC_ ("datum", "GCJ-02"), NULL, NULL },
  { MUSTER_DATUM_BD09, "bd09", NC_ ("datum", "BD-09"), NULL, NULL },
  { 0 }
};

static const MusterWord reject_words[] = {
  { 0, "date", NC_ ("reject", "No such date or time"), NULL, NULL },
  { 0, "negative-date", NC_ ("reject", "A date with negative parts"), NULL, NULL },
  { 0, "torn", NC_ ("reject", "The line is torn"), NULL, NULL },
  { 0, "empty-key", NC_ ("reject", "No device user number"), NULL, NULL },
  { 0, "columns", NC_ ("reject", "Too few columns"), NULL, NULL },
  { 0, "encoding", NC_ ("reject", "Unreadable characters"), NULL, NULL },
  { 0, "range", NC_ ("reject", "A value out of range"), NULL, NULL },
  { 0, "too-long", NC_ ("reject", "The line is too long"), NULL, NULL },
  { 0, "nul-run", NC_ ("reject", "A run of empty bytes"), NULL, NULL },
  { 0, "not-punches", NC_ ("reject", "Not a punch file"), NULL, NULL },
  { 0, "unclear", NC_ ("reject", "Its columns are not clear: import it by hand once"),
    NULL, NULL },
  { 0 }
};

static const MusterWord outcome_words[] = {
  { 0, "done", NC_ ("outcome", "Done"), NULL, NULL },
  { 0, "denied", NC_ ("outcome", "Refused"), NULL, "warning" },
  { 0, "failed", NC_ ("outcome", "Failed"), NULL, "error" },
  { 0 }
};

static const MusterWord value_words[] = {
  { 0, "shift", NC_ ("value", "Shift"), NULL, NULL },
  { 0, "day_type", NC_ ("value", "Kind of day"), NULL, NULL },
  { 0, "status", NC_ ("value", "Status"), NULL, NULL },
  { 0, "other_half", NC_ ("value", "Other half"), NULL, NULL },
  { 0, "flags", NC_ ("value", "Flags"), NULL, NULL },
  { 0, "expected", NC_ ("value", "Expected minutes"), NULL, NULL },
  { 0, "worked_sec", NC_ ("value", "Worked seconds"), NULL, NULL },
  { 0, "late", NC_ ("value", "Minutes late"), NULL, NULL },
  { 0, "early", NC_ ("value", "Minutes left early"), NULL, NULL },
  { 0, "overtime", NC_ ("value", "Minutes of overtime"), NULL, NULL },
  { 0, "overtime_pending", NC_ ("value", "Minutes of overtime to be approved"), NULL,
    NULL },
  { 0, "undertime", NC_ ("value", "Minutes of undertime"), NULL, NULL },
  { 0, "lieu_earned", NC_ ("value", "Minutes of time off in lieu earned"), NULL, NULL },
  { 0, "lieu_taken", NC_ ("value", "Minutes of time off in lieu taken"), NULL, NULL },
  { 0, "attended_half", NC_ ("value", "Half days attended"), NULL, NULL },
  { 0, "absent_half", NC_ ("value", "Half days absent"), NULL, NULL },
  { 0 }
};

static const MusterWord period_state_words[] = {
  { 0, "closed", NC_ ("period_state", "Closed"), "muster-periods-symbolic", NULL },
  { 0, "reopened", NC_ ("period_state", "Reopened"), "muster-corrected-symbolic",
    "warning" },
  { 0, "due", NC_ ("period_state", "To be closed"), "muster-pending-symbolic", "accent" },
  { 0, "gap", NC_ ("period_state", "Gap, not closed"), "muster-missing-symbolic",
    "warning" },
  { 0, "open", NC_ ("period_state", "Current"), "muster-today-symbolic", NULL },
  { 0 }
};

static const MusterWord period_check_words[] = {
  { 0, "days", NC_ ("period_check", "Days to be locked"), NULL, NULL },
  { 0, "pending", NC_ ("period_check", "Pending days"), NULL, NULL },
  { 0, "incomplete", NC_ ("period_check", "Incomplete days"), NULL, NULL },
  { 0, "absent", NC_ ("period_check", "Absent days"), NULL, NULL },
  { 0, "exceptions", NC_ ("period_check", "Open exceptions"), NULL, NULL },
  { 0, "requests", NC_ ("period_check", "Open requests"), NULL, NULL },
  { 0, "silent", NC_ ("period_check", "Silent sources"), NULL, NULL },
  { 0, "drafts", NC_ ("period_check", "Unpublished rule drafts"), NULL, NULL },
  { 0 }
};

static const MusterWord check_state_words[] = {
  { 0, "clear", NC_ ("check_state", "In order"), NULL, NULL },
  { 0, "look", NC_ ("check_state", "To be looked at"), NULL, "warning" },
  { 0, "blocks", NC_ ("check_state", "Keeps from closing"), NULL, "error" },
  { 0 }
};

static const MusterWord adjustment_cause_words[] = {
  { 0, "punch", NC_ ("adjustment_cause", "Late punch"), NULL, NULL },
  { 0, "correction", NC_ ("adjustment_cause", "Correction approved later"), NULL, NULL },
  { 0, "void", NC_ ("adjustment_cause", "Punch voided later"), NULL, NULL },
  { 0, "rules", NC_ ("adjustment_cause", "Rules, roster or calendar changed"), NULL,
    NULL },
  { 0 }
};

static const MusterWord adjustment_state_words[] = {
  { 0, "open", NC_ ("adjustment_state", "Open"), NULL, "warning" },
  { 0, "accepted", NC_ ("adjustment_state", "Accepted"), NULL, NULL },
  { 0 }
};

static const MusterWord holiday_words[] = {
  { 0, "ordinary", NC_ ("holiday", "Ordinary day"), NULL, "dim-label" },
  { 0, "statutory", NC_ ("holiday", "Statutory holiday"), NULL, NULL },
  { 0, "rest", NC_ ("holiday", "Rest day"), NULL, NULL },
  { 0, "workday", NC_ ("holiday", "Make-up workday"), NULL, NULL },
  { 0 }
};

static const MusterWord year_words[] = {
  { 0, "known", NC_ ("year", "Known"), NULL, NULL },
  { 0, "missing", NC_ ("year", "Missing"), NULL, "warning" },
  { 0 }
};

static const MusterWord file_kind_words[] = {
  { 0, "attlog", NC_ ("file_kind", "Punches of a time clock"), NULL, NULL },
  { 0, "glg", NC_ ("file_kind", "Punches of a time clock (GLG)"), NULL, NULL },
  { 0, "table", NC_ ("file_kind", "A table of punches"), NULL, NULL },
  { 0, "cells", NC_ ("file_kind", "A table with several punches in a cell"), NULL, NULL },
  { 0, "cross", NC_ ("file_kind", "A table of people and days"), NULL, NULL },
  { 0, "people", NC_ ("file_kind", "A list of people"), NULL, NULL },
  { 0, "users", NC_ ("file_kind", "The users of a time clock"), NULL, NULL },
  { 0 }
};

static const MusterWord condition_words[] = {
  { 0, "step", NC_ ("condition", "In step"), "muster-present-symbolic", NULL },
  { 0, "new", NC_ ("condition", "Not read yet"), "muster-pending-symbolic", "dim-label" },
  { 0, "waiting", NC_ ("condition", "Waiting for its first call"),
    "muster-pending-symbolic", "dim-label" },
  { 0, "behind", NC_ ("condition", "Behind"), "dialog-warning-symbolic", "warning" },
  { 0, "drift", NC_ ("condition", "Clock off"), "dialog-warning-symbolic", "warning" },
  { 0, "offline", NC_ ("condition", "No network"), "muster-pending-symbolic",
    "dim-label" },
  { 0, "unreachable", NC_ ("condition", "Unreachable"), "dialog-warning-symbolic",
    "warning" },
  { 0, "faulty", NC_ ("condition", "Says what makes no sense"), "dialog-warning-symbolic",
    "warning" },
  { 0, "refused", NC_ ("condition", "Needs you"), "muster-rejected-symbolic", "error" },
  { 0, "file", NC_ ("condition", "Comes as files"), "document-open-symbolic", NULL },
  { 0, "paused", NC_ ("condition", "Paused"), "media-playback-pause-symbolic",
    "dim-label" },
  { 0, "retired", NC_ ("condition", "Retired"), "muster-void-symbolic", "dim-label" },
  { 0 }
};

static const MusterWord certainty_words[] = {
  { 0, "certain", NC_ ("certainty", "Certain"), NULL, NULL },
  { 0, "likely", NC_ ("certainty", "Likely"), NULL, NULL },
  { 0, "possible", NC_ ("certainty", "Possible"), NULL, "dim-label" },
  { 0, "none", NC_ ("certainty", "–"), NULL, "dim-label" },
  { 0 }
};

static const MusterWord source_kind_words[] = {
  { 0, "file", NC_ ("source_kind", "Files"), NULL, NULL },
  { 0, "folder", NC_ ("source_kind", "Watched folder"), NULL, NULL },
  { 0, "zk", NC_ ("source_kind", "Time clock (ZKTeco)"), NULL, NULL },
  { 0, "push", NC_ ("source_kind", "Time clock that calls in"), NULL, NULL },
  { 0, "isapi", NC_ ("source_kind", "Access terminal (Hikvision)"), NULL, NULL },
  { 0, "frappe", NC_ ("source_kind", "Frappe HR"), NULL, NULL },
  { 0, "odoo", NC_ ("source_kind", "Odoo"), NULL, NULL },
  { 0, "dingtalk", NC_ ("source_kind", "DingTalk"), NULL, NULL },
  { 0, "wecom", NC_ ("source_kind", "WeCom"), NULL, NULL },
  { 0, "feishu", NC_ ("source_kind", "Feishu"), NULL, NULL },
  { 0, "muster", NC_ ("source_kind", "Muster sync server"), NULL, NULL },
  { 0, "json", NC_ ("source_kind", "Other server"), NULL, NULL },
  { 0, "correction", NC_ ("source_kind", "Corrections"), NULL, NULL },
  { 0 }
};

/* What a person can do about it, in a sentence. */
static const MusterWord sync_fault_words[] = {
  { 0, "unreachable",
    NC_ ("sync_fault", "Is it switched on and on the network? Is the address right?"),
    NULL, NULL },
  { 0, "timeout",
    NC_ ("sync_fault",
         "It did not answer in time. It may be busy or far away; Muster "
         "tries again by itself."),
    NULL, NULL },
  { 0, "protocol",
    NC_ ("sync_fault",
         "What answered does not speak as this kind of source does. Is it "
         "the right kind and address?"),
    NULL, NULL },
  { 0, "storage",
    NC_ ("sync_fault",
         "The company's database could not take the punches. Is the disk "
         "full?"),
    NULL, NULL },
  { 0, "secret", NC_ ("sync_fault", "Enter the password or key anew."), NULL, NULL },
  { 0, "certificate",
    NC_ ("sync_fault", "Compare the fingerprint with the device's own, then trust it."),
    NULL, NULL },
  { 0, "setting", NC_ ("sync_fault", "Change the setting that is named."), NULL, NULL },
  { 0, "denied",
    NC_ ("sync_fault",
         "The account lacks a permission. Whoever looks after the server "
         "can grant it."),
    NULL, NULL },
  { 0, "other-device",
    NC_ ("sync_fault",
         "If the device was exchanged, replace the source, so that its "
         "people go over. If not, mend the address."),
    NULL, NULL },
  { 0, "missing", NC_ ("sync_fault", "What it should read is not there."), NULL, NULL },
  { 0, "offline",
    NC_ ("sync_fault", "This computer has no network. Muster goes on as soon as it has."),
    NULL, NULL },
  { 0 }
};

/* What the service writes into the audit log by itself; commands have titles of their own. */
static const MusterWord command_words[] = {
  { 0, "company.create", NC_ ("command", "Create the company"), NULL, NULL },
  { 0, "company.backup", NC_ ("command", "Back up the company"), NULL, NULL },
  { 0, "import.begin", NC_ ("command", "Begin an import"), NULL, NULL },
  { 0, "import.batch", NC_ ("command", "Take in punches"), NULL, NULL },
  { 0, "import.end", NC_ ("command", "End an import"), NULL, NULL },
  { 0, "sync.batch", NC_ ("command", "Take in punches of a sync"), NULL, NULL },
  { 0, "sync.answer", NC_ ("command", "Tell a source what was decided"), NULL, NULL },
  { 0, "sync.end", NC_ ("command", "End a sync"), NULL, NULL },
  { 0, "source.set_clock", NC_ ("command", "Set the clock of a source"), NULL, NULL },
  { 0, "person.import", NC_ ("command", "Import a list of people"), NULL, NULL },
  { 0, "demo.people", NC_ ("command", "Fill the demo company with people"), NULL, NULL },
  { 0 }
};

static const MusterWord request_kind_words[] = {
  { MUSTER_REQUEST_MISSING, "missing", NC_ ("request_kind", "Missing punch"),
    "muster-missing-symbolic", NULL },
  { MUSTER_REQUEST_LATE, "late", NC_ ("request_kind", "Came earlier"),
    "muster-late-symbolic", NULL },
  { MUSTER_REQUEST_EARLY, "early", NC_ ("request_kind", "Left later"),
    "muster-early-symbolic", NULL },
  { MUSTER_REQUEST_NORMAL, "normal", NC_ ("request_kind", "Additional punch"),
    "muster-punches-symbolic", NULL },
  { MUSTER_REQUEST_LOCATION, "location", NC_ ("request_kind", "Punched elsewhere"),
    "muster-outside-symbolic", NULL },
  { MUSTER_REQUEST_DEVICE, "device", NC_ ("request_kind", "Another device"),
    "muster-sources-symbolic", NULL },
  { MUSTER_REQUEST_LEAVE, "leave", NC_ ("request_kind", "Leave"), "muster-leave-symbolic",
    NULL },
  { MUSTER_REQUEST_TRIP, "trip", NC_ ("request_kind", "Business trip"),
    "muster-field-symbolic", NULL },
  { MUSTER_REQUEST_FIELD, "field", NC_ ("request_kind", "Field work"),
    "muster-field-symbolic", NULL },
  { MUSTER_REQUEST_OUTING, "outing", NC_ ("request_kind", "Outing"),
    "muster-field-symbolic", NULL },
  { MUSTER_REQUEST_REMOTE, "remote", NC_ ("request_kind", "Remote work"),
    "muster-field-symbolic", NULL },
  { MUSTER_REQUEST_OVERTIME, "overtime", NC_ ("request_kind", "Overtime"),
    "muster-overtime-symbolic", NULL },
  { MUSTER_REQUEST_PLACE, "place", NC_ ("request_kind", "Reported place"),
    "muster-field-symbolic", NULL },
  { 0 }
};

/* What chips of requests say: "mine", "others" and "decided" beside the states themselves. */
static const MusterWord request_state_words[] = {
  { MUSTER_REQUEST_DRAFT, "draft", NC_ ("request_state", "Draft"),
    "muster-manual-symbolic", "dim-label" },
  { MUSTER_REQUEST_SUBMITTED, "submitted", NC_ ("request_state", "Waiting"),
    "muster-pending-symbolic", "accent" },
  { MUSTER_REQUEST_APPROVED, "approved", NC_ ("request_state", "Approved"),
    "muster-present-symbolic", NULL },
  { MUSTER_REQUEST_REJECTED, "rejected", NC_ ("request_state", "Rejected"),
    "muster-rejected-symbolic", "error" },
  { MUSTER_REQUEST_WITHDRAWN, "withdrawn", NC_ ("request_state", "Withdrawn"),
    "muster-void-symbolic", "dim-label" },
  { MUSTER_REQUEST_REVOKED, "revoked", NC_ ("request_state", "Revoked"),
    "muster-void-symbolic", "warning" },
  { -1, "mine", NC_ ("request_state", "Waiting for me"), "muster-pending-symbolic",
    "accent" },
  { -1, "others", NC_ ("request_state", "Waiting for others"), "muster-pending-symbolic",
    "dim-label" },
  { -1, "decided", NC_ ("request_state", "Decided"), "muster-present-symbolic", NULL },
  { -1, "asked", NC_ ("request_state", "Asked"), "muster-doubt-symbolic", "warning" },
  { -1, "automatic", NC_ ("request_state", "By the rules"), "muster-forgiven-symbolic",
    "dim-label" },
  { 0 }
};

static const MusterWord request_mark_words[] = {
  { 0, "asked", NC_ ("request_mark", "Asked"), "muster-doubt-symbolic", "warning" },
  { 0, "automatic", NC_ ("request_mark", "Approved by the rules"),
    "muster-forgiven-symbolic", "dim-label" },
  { 0, "overridden", NC_ ("request_mark", "Overridden"), "muster-manual-symbolic",
    "warning" },
  { 0 }
};

static const MusterWord request_action_words[] = {
  { MUSTER_REQUEST_SUBMIT, "submit", NC_ ("request_action", "Submitted"), NULL, NULL },
  { MUSTER_REQUEST_COMMENT, "comment", NC_ ("request_action", "Commented"), NULL, NULL },
  { MUSTER_REQUEST_ASK, "ask", NC_ ("request_action", "Asked"), NULL, NULL },
  { MUSTER_REQUEST_APPROVE, "approve", NC_ ("request_action", "Approved"), NULL, NULL },
  { MUSTER_REQUEST_REJECT, "reject", NC_ ("request_action", "Rejected"), NULL, NULL },
  { MUSTER_REQUEST_WITHDRAW, "withdraw", NC_ ("request_action", "Withdrew"), NULL, NULL },
  { MUSTER_REQUEST_REVOKE, "revoke", NC_ ("request_action", "Revoked"), NULL, NULL },
  { MUSTER_REQUEST_UNDO, "undo", NC_ ("request_action", "Took the decision back"), NULL,
    NULL },
  { 0 }
};

static const MusterWord exception_words[] = {
  { MUSTER_EXCEPTION_ABSENT, "absent", NC_ ("exception", "Absent"),
    "muster-absent-symbolic", "error" },
  { MUSTER_EXCEPTION_MISSING, "missing", NC_ ("exception", "Missing punch"),
    "muster-missing-symbolic", "warning" },
  { MUSTER_EXCEPTION_SEVERE, "severe_late", NC_ ("exception", "Severely late"),
    "muster-late-symbolic", "error" },
  { MUSTER_EXCEPTION_LATE, "late", NC_ ("exception", "Late"), "muster-late-symbolic",
    "warning" },
  { MUSTER_EXCEPTION_EARLY, "early_leave", NC_ ("exception", "Left early"),
    "muster-early-symbolic", "warning" },
  { MUSTER_EXCEPTION_OUTSIDE, "outside", NC_ ("exception", "Outside"),
    "muster-outside-symbolic", "error" },
  { MUSTER_EXCEPTION_UNCERTAIN, "uncertain", NC_ ("exception", "Place uncertain"),
    "muster-doubt-symbolic", "warning" },
  { MUSTER_EXCEPTION_MOCK, "mock", NC_ ("exception", "Mock location"),
    "muster-outside-symbolic", "error" },
  { MUSTER_EXCEPTION_SPEED, "speed", NC_ ("exception", "Impossible speed"),
    "muster-outside-symbolic", "error" },
  { MUSTER_EXCEPTION_SHARED_DEVICE, "shared_device",
    NC_ ("exception", "One device for several people"), "muster-duplicate-symbolic",
    "warning" },
  { MUSTER_EXCEPTION_SEVERAL_DEVICES, "several_devices",
    NC_ ("exception", "Several devices in a day"), "muster-duplicate-symbolic",
    "warning" },
  { MUSTER_EXCEPTION_SAME_POSITION, "same_position",
    NC_ ("exception", "Identical position on many days"), "muster-doubt-symbolic",
    "warning" },
  { MUSTER_EXCEPTION_UNBOUND_DEVICE, "unbound_device",
    NC_ ("exception", "Device not confirmed"), "muster-unmapped-symbolic", "warning" },
  { MUSTER_EXCEPTION_WEAK_VERIFY, "weak_verify",
    NC_ ("exception", "Verification too weak"), "muster-doubt-symbolic", "warning" },
  { MUSTER_EXCEPTION_TWO_SOURCES, "two_sources",
    NC_ ("exception", "Punched at two sources"), "muster-duplicate-symbolic", "warning" },
  { MUSTER_EXCEPTION_OFF_SHIFT, "off_shift", NC_ ("exception", "Off-shift punch"),
    "muster-off-shift-symbolic", "warning" },
  { MUSTER_EXCEPTION_OVERTIME, "overtime", NC_ ("exception", "Overtime to be approved"),
    "muster-overtime-symbolic", "warning" },
  { MUSTER_EXCEPTION_UNMAPPED, "unmapped", NC_ ("exception", "Unmapped"),
    "muster-unmapped-symbolic", "warning" },
  { MUSTER_EXCEPTION_SILENT, "silent", NC_ ("exception", "Source has not reported"),
    "muster-offline-symbolic", "warning" },
  { MUSTER_EXCEPTION_DRIFT, "drift", NC_ ("exception", "Clock is off"),
    "muster-doubt-symbolic", "warning" },
  { 0 }
};

static const MusterWord exception_state_words[] = {
  { 0, "open", NC_ ("exception_state", "Open"), "muster-pending-symbolic", "warning" },
  { 0, "mine", NC_ ("exception_state", "For me"), "muster-pending-symbolic", "accent" },
  { 0, "assigned", NC_ ("exception_state", "Given to somebody"),
    "muster-pending-symbolic", "accent" },
  { 0, "asked", NC_ ("exception_state", "Asked"), "muster-doubt-symbolic", "warning" },
  { 0, "snoozed", NC_ ("exception_state", "Put off"), "muster-pending-symbolic",
    "dim-label" },
  { 0, "decided", NC_ ("exception_state", "Decided"), "muster-present-symbolic", NULL },
  { 0, "automatic", NC_ ("exception_state", "Accepted by the rules"),
    "muster-forgiven-symbolic", "dim-label" },
  { 0, "grave", NC_ ("exception_state", "Grave"), "muster-absent-symbolic", "error" },
  { 0, "slight", NC_ ("exception_state", "Slight"), "muster-pending-symbolic",
    "dim-label" },
  { 0 }
};

static const MusterWord exception_decision_words[] = {
  { 0, "accept", NC_ ("exception_decision", "Accepted"), NULL, NULL },
  { 0, "excuse", NC_ ("exception_decision", "Excused"), NULL, NULL },
  { 0, "correct", NC_ ("exception_decision", "Corrected"), NULL, NULL },
  { 0, "ask", NC_ ("exception_decision", "Asked for evidence"), NULL, NULL },
  { 0, "assign", NC_ ("exception_decision", "Given to somebody"), NULL, NULL },
  { 0, "snooze", NC_ ("exception_decision", "Put off"), NULL, NULL },
  { 0, "reopen", NC_ ("exception_decision", "Taken back"), NULL, NULL },
  { 0 }
};

static const MusterWord slot_words[] = {
  { 1, "in", NC_ ("slot", "On-punch"), "muster-in-symbolic", NULL },
  { 2, "out", NC_ ("slot", "Off-punch"), "muster-out-symbolic", NULL },
  { 3, "in2", NC_ ("slot", "On-punch 2"), "muster-in-symbolic", NULL },
  { 4, "out2", NC_ ("slot", "Off-punch 2"), "muster-out-symbolic", NULL },
  { 5, "in3", NC_ ("slot", "On-punch 3"), "muster-in-symbolic", NULL },
  { 6, "out3", NC_ ("slot", "Off-punch 3"), "muster-out-symbolic", NULL },
  { 7, "in4", NC_ ("slot", "On-punch 4"), "muster-in-symbolic", NULL },
  { 8, "out4", NC_ ("slot", "Off-punch 4"), "muster-out-symbolic", NULL },
  { 0 }
};

static const MusterWord site_words[] = {
  { 0, "outside", NC_ ("site", "Outside"), "muster-outside-symbolic", "error" },
  { 0, "uncertain", NC_ ("site", "Uncertain"), "muster-doubt-symbolic", "warning" },
  { 0, "inside", NC_ ("site", "Inside"), "muster-present-symbolic", NULL },
  { 0, "none", NC_ ("site", "No fence"), "muster-none-symbolic", "dim-label" },
  { 0 }
};

static const MusterWord signal_words[] = {
  { 0, "mock", NC_ ("signal", "Mock location"), "muster-outside-symbolic", "error" },
  { 0, "speed", NC_ ("signal", "Impossible speed"), "muster-outside-symbolic", "error" },
  { 0, "shared_device", NC_ ("signal", "One device for several people"),
    "muster-duplicate-symbolic", "warning" },
  { 0, "several_devices", NC_ ("signal", "Several devices in a day"),
    "muster-duplicate-symbolic", "warning" },
  { 0, "same_position", NC_ ("signal", "Identical position on many days"),
    "muster-doubt-symbolic", "warning" },
  { 0, "unbound_device", NC_ ("signal", "Device not confirmed"),
    "muster-unmapped-symbolic", "warning" },
  { 0, "weak_verify", NC_ ("signal", "Verification too weak"), "muster-doubt-symbolic",
    "warning" },
  { 0, "two_sources", NC_ ("signal", "Punched at two sources"),
    "muster-duplicate-symbolic", "warning" },
  { 0 }
};

static const MusterWord device_state_words[] = {
  { 0, "proposed", NC_ ("device_state", "Proposed"), NULL, "warning" },
  { 0, "bound", NC_ ("device_state", "Confirmed"), NULL, NULL },
  { 0, "released", NC_ ("device_state", "Released"), NULL, "dim-label" },
  { 0 }
};

static const MusterWord place_state_words[] = {
  { 0, "current", NC_ ("place_state", "In force"), NULL, NULL },
  { 0, "coming", NC_ ("place_state", "Coming"), NULL, "accent" },
  { 0, "past", NC_ ("place_state", "Past"), NULL, "dim-label" },
  { 0 }
};

static const MusterWord audience_words[] = {
  { 0, "all", NC_ ("audience", "Everybody"), NULL, NULL },
  { 0, "groups", NC_ ("audience", "Groups"), NULL, NULL },
  { 0, "people", NC_ ("audience", "People"), NULL, NULL },
  { 0, "request", NC_ ("audience", "Reported place"), NULL, NULL },
  { 0 }
};

static const MusterWord shape_words[] = {
  { 0, "circle", NC_ ("shape", "Circle"), NULL, NULL },
  { 0, "polygon", NC_ ("shape", "Polygon"), NULL, NULL },
  { 0, "multi", NC_ ("shape", "Several parts"), NULL, NULL },
  { 0, "network", NC_ ("shape", "Network only"), NULL, NULL },
  { 0 }
};

/* By the number of their bit */
static const MusterWord permission_words[] = {
  { 0, "see", NC_ ("permission", "See results, punches and people"), NULL, NULL },
  { 1, "people", NC_ ("permission", "Add and change people, map their numbers"), NULL,
    NULL },
  { 2, "ingest", NC_ ("permission", "Import punches and run syncs"), NULL, NULL },
  { 3, "void", NC_ ("permission", "Void punches and let them count again"), NULL, NULL },
  { 4, "sources", NC_ ("permission", "Add, change and retire sources"), NULL, NULL },
  { 5, "rules", NC_ ("permission", "Change rules, shifts, rosters, holidays and places"),
    NULL, NULL },
  { 6, "decide", NC_ ("permission", "Decide requests and exceptions"), NULL, NULL },
  { 7, "close", NC_ ("permission", "Close and reopen periods"), NULL, NULL },
  { 8, "export", NC_ ("permission", "Export and print"), NULL, NULL },
  { 9, "audit", NC_ ("permission", "Read the audit log"), NULL, NULL },
  { 10, "admin", NC_ ("permission", "Look after users, company and backups"), NULL,
    NULL },
  { 11, "request", NC_ ("permission", "Enter requests for others"), NULL, NULL },
  { 12, "override",
    NC_ ("permission", "Let through after a deadline, revoke what others decided"), NULL,
    NULL },
  { 0 }
};

static const struct
{
  const char *name;
  const MusterWord *words;
} vocabularies[] = {
  { "permission", permission_words },
  { "site", site_words },
  { "signal", signal_words },
  { "device_state", device_state_words },
  { "place_state", place_state_words },
  { "audience", audience_words },
  { "shape", shape_words },
  { "status", status_words },
  { "flag", flag_words },
  { "day_type", day_type_words },
  { "direction", direction_words },
  { "verify", verify_words },
  { "verdict", verdict_words },
  { "mark", mark_words },
  { "day_state", day_state_words },
  { "month_mark", month_mark_words },
  { "punch_state", punch_state_words },
  { "import_state", import_state_words },
  { "role", role_words },
  { "source_state", source_state_words },
  { "datum", datum_words },
  { "reject", reject_words },
  { "outcome", outcome_words },
  { "command", command_words },
  { "value", value_words },
  { "period_state", period_state_words },
  { "period_check", period_check_words },
  { "check_state", check_state_words },
  { "adjustment_state", adjustment_state_words },
  { "condition", condition_words },
  { "certainty", certainty_words },
  { "source_kind", source_kind_words },
  { "sync_fault", sync_fault_words },
  { "adjustment_cause", adjustment_cause_words },
  { "holiday", holiday_words },
  { "year", year_words },
  { "file_kind", file_kind_words },
  { "request_kind", request_kind_words },
  { "request_state", request_state_words },
  { "request_mark", request_mark_words },
  { "request_action", request_action_words },
  { "slot", slot_words },
  { "exception", exception_words },
  { "exception_state", exception_state_words },
  { "exception_decision", exception_decision_words },
};

static const char *
say (const char *vocabulary, const MusterWord *word)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, vocabulary, word->word);
}

static void
append_word (GString *text, const char *word)
{
  if (text->len > 0)
    /* Translators: goes between the items of a list, as in "Late, Overtime" */
    g_string_append (text, C_ ("list", ", "));

  g_string_append (text, word);
}

const MusterWord *
muster_words_list (const char *vocabulary)
{
  g_return_val_if_fail (vocabulary != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    if (strcmp (vocabularies[i].name, vocabulary) == 0)
      return vocabularies[i].words;

  return NULL;
}

const MusterWord *
muster_words_find (const char *vocabulary, const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (const MusterWord *word = muster_words_list (vocabulary); word && word->code;
       word++)
    if (strcmp (word->code, code) == 0)
      return word;

  return NULL;
}

const MusterWord *
muster_words_at (const char *vocabulary, int value)
{
  for (const MusterWord *word = muster_words_list (vocabulary); word && word->code;
       word++)
    if (word->value == value)
      return word;

  return NULL;
}

const char *
muster_words_say (const char *vocabulary, const char *code)
{
  const MusterWord *word = code ? muster_words_find (vocabulary, code) : NULL;

  if (word != NULL)
    return say (vocabulary, word);

  return code ? code : "";
}

const char *
muster_words_say_value (const char *vocabulary, int value)
{
  const MusterWord *word = muster_words_at (vocabulary, value);

  return word ? say (vocabulary, word) : "";
}

char *
muster_words_say_all (const char *vocabulary, const char *const *codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    append_word (text, muster_words_say (vocabulary, codes[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
muster_words_say_flags (const char *vocabulary, guint flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const MusterWord *word = muster_words_list (vocabulary); word && word->code;
       word++)
    if (flags & (guint) word->value)
      append_word (text, say (vocabulary, word));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
