"""How the packaged English reader is made: corpora -> windows -> network -> ONNX int8 -> a spaCy pipeline folder.

Run `python -m kg.training --data DATA --out DIR`; the extra `kg[train]` and the encoder's weights are needed (see README.md here).
Nothing in this package is imported at run time.
"""
