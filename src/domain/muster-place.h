/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-fence.h"

/**
 * MusterAudience:
 *
 * For whom a place is.
 */
typedef enum
{
  MUSTER_AUDIENCE_ALL,
  MUSTER_AUDIENCE_GROUPS,
  MUSTER_AUDIENCE_PEOPLE,
  MUSTER_AUDIENCE_REQUEST, /* a reported place: for one person by an approved request */
} MusterAudience;

/**
 * MusterPlace:
 * @id: the place; 0 until stored
 * @version: the version of it that this is; 0 until stored
 * @uid: (nullable): the place in exchange
 * @name: what people call it
 * @from: the first date on which it holds so, %MUSTER_DATE_NONE for always
 * @to: the last, %MUSTER_DATE_EVER for ever
 * @fence: (nullable): where; %NULL for one that is only a network
 * @buffer: metres by which the fence is taken larger, beside the policy's own buffer
 * @audience: a #MusterAudience
 * @groups: (nullable): codes, of %MUSTER_AUDIENCE_GROUPS
 * @people: (element-type gint64) (nullable): ids, of _PEOPLE and _REQUEST
 * @request_id: of _REQUEST
 * @bssids: Wi-Fi access points that also count: lower case, colons, sorted
 * @networks: IP ranges that also count: "192.0.2.0/24"
 *
 * A named place where punches count. Nothing writes to a field once the record has left the
 * function that built it.
 */
#define MUSTER_TYPE_PLACE (muster_place_get_type ())
G_DECLARE_FINAL_TYPE (MusterPlace, muster_place, MUSTER, PLACE, GObject)

struct _MusterPlace
{
  GObject parent_instance;

  gint64 id;
  gint64 version;
  char *uid;
  char *name;
  MusterDate from;
  MusterDate to;
  MusterFence *fence;
  double buffer;
  MusterAudience audience;
  GStrv groups;
  GArray *people;
  gint64 request_id;
  GStrv bssids;
  GStrv networks;

  GPtrArray *masks; /* of the networks, read */
};

/**
 * muster_place_new:
 * @name: what people call it
 * @fence: (nullable) (transfer none): where
 * @bssids: (nullable): Wi-Fi access points, in any usual writing
 * @networks: (nullable): IP addresses and ranges
 * @error: a %MUSTER_ERROR_INVALID that names "name", "fence", "bssids" or "networks"
 *
 * Makes a place for everybody and for ever; its builder sets the other fields.
 *
 * Returns: (transfer full) (nullable): the place
 */
MusterPlace *muster_place_new (const char *name,
                               MusterFence *fence,
                               const char *const *bssids,
                               const char *const *networks,
                               GError **error);

/**
 * muster_place_check:
 * @place: a place that is being built
 * @error: a %MUSTER_ERROR_INVALID that names "buffer", "groups", "people", "request" or "to"
 *
 * Returns: whether the fields that its builder set go together
 */
gboolean muster_place_check (MusterPlace *place, GError **error);

/**
 * muster_place_is_for:
 * @place: a place
 * @date: a date
 * @person_id: a person
 * @group: (nullable): code of the group the person is in on that date
 *
 * Returns: whether it holds for them then
 */
gboolean muster_place_is_for (MusterPlace *place,
                              MusterDate date,
                              gint64 person_id,
                              const char *group);

/**
 * muster_place_has_bssid:
 * @place: a place
 * @bssid: (nullable): an access point, in any usual writing
 *
 * Returns: whether it is one of the place's
 */
gboolean muster_place_has_bssid (MusterPlace *place, const char *bssid);

/**
 * muster_place_has_address:
 * @place: a place
 * @address: (nullable): an IP address
 *
 * Returns: whether it is in one of the place's ranges
 */
gboolean muster_place_has_address (MusterPlace *place, const char *address);

/**
 * muster_bssid_parse:
 * @text: (nullable): "00-11-22-AA-BB-CC", "001122aabbcc" …
 *
 * Returns: (transfer full) (nullable): "00:11:22:aa:bb:cc", or %NULL if it is none
 */
char *muster_bssid_parse (const char *text);

/**
 * muster_audience_get_code:
 * @audience: for whom
 *
 * Returns: (transfer none): its name in files, "groups"
 */
const char *muster_audience_get_code (MusterAudience audience);

/**
 * muster_audience_from_code:
 * @code: (nullable): a name
 * @audience: (out): for whom
 *
 * Returns: whether there is one of that name
 */
gboolean muster_audience_from_code (const char *code, MusterAudience *audience);

/**
 * muster_datum_suggest:
 * @points: (array length=n): where punches of one source were made, as the source gave them
 * @n: how many
 * @declared: the datum that the source declares
 * @fences: (array length=n_fences): where they should have been made
 * @n_fences: how many
 * @offset: (out) (optional): metres by which the median of @points misses the nearest fence under
 *   @declared
 * @left: (out) (optional): metres under the datum that is returned
 *
 * Compares the median of punches with the nearest fence under each datum. A wrong setting shows
 * as a cluster of all punches some hundred metres beside the building. Nothing is converted by
 * this: it suggests.
 *
 * Returns: the datum under which the punches fit; @declared unless another fits clearly better
 */
MusterDatum muster_datum_suggest (const MusterPoint *points,
                                  gsize n,
                                  MusterDatum declared,
                                  MusterFence *const *fences,
                                  gsize n_fences,
                                  double *offset,
                                  double *left);
