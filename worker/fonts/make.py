#!/usr/bin/python3
"""make.py FOLDER: writes the static TrueType files of this folder from atkinson-next.woff2 and besley.woff2 in FOLDER,
since Typst draws no variable fonts. Needs woff2 (woff2_decompress) and python3-fonttools."""
import os
import shutil
import subprocess
import sys
import tempfile

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = os.path.dirname(os.path.abspath(__file__))
STYLES = [('Regular', 400, 0x40), ('SemiBold', 600, 0), ('Bold', 700, 0x20)]
STYLE_BITS = 0x61  # italic, bold, regular


def unpacked(source, folder):
    copy = shutil.copy(source, folder)
    subprocess.run(['woff2_decompress', copy], check=True, stdout=subprocess.DEVNULL)
    return copy.replace('.woff2', '.ttf')


def named(font, family, style):
    names = font['name']
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    is_basic = style in ('Regular', 'Bold')
    texts = {1: family if is_basic else f'{family} {style}', 2: style if is_basic else 'Regular', 3: f'{family}-{style}',
             4: f'{family} {style}', 6: f'{family.replace(" ", "")}-{style}', 16: family, 17: style}
    for identity, text in texts.items():
        names.setName(text, identity, 3, 1, 0x409)


def save(font, file):
    if 'STAT' in font:
        del font['STAT']
    font.save(os.path.join(HERE, file))


def main(folder):
    with tempfile.TemporaryDirectory() as work:
        variable = unpacked(os.path.join(folder, 'atkinson-next.woff2'), work)
        for style, weight, bit in STYLES:
            font = instancer.instantiateVariableFont(TTFont(variable), {'wght': weight})
            named(font, 'Atkinson Next', style)
            font['OS/2'].usWeightClass = weight
            font['OS/2'].fsSelection = font['OS/2'].fsSelection & ~STYLE_BITS | bit
            font['head'].macStyle = 1 if style == 'Bold' else 0
            save(font, f'AtkinsonNext-{style}.ttf')
        font = TTFont(unpacked(os.path.join(folder, 'besley.woff2'), work))
        font['OS/2'].usWeightClass = 400  # the only weight that there is
        save(font, 'Besley-Regular.ttf')


main(sys.argv[1])
