"""The metadata that MediaPipe's Tasks ask of a network: how a picture is to be handed to it."""

import flatbuffers
import numpy as np
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite_schema

_METADATA_IDENTIFIER = b"M001"
_MODEL_IDENTIFIER = b"TFL3"
# The name under which the runtime looks for the metadata among a network's buffers.
_METADATA_NAME = b"TFLITE_METADATA"
_MIN_PARSER_VERSION = "1.0.0"
# Pixels of 0..255 become 0..1, as the pose networks were trained.
_PIXEL_MEAN, _PIXEL_STD = 0.0, 255.0
_INPUT_MIN, _INPUT_MAX = 0.0, 1.0


def with_image_metadata(network: bytes) -> bytes:
    """A TensorFlow Lite network of one RGB picture in, with metadata that says its pixels are 0..1."""
    model = tflite_schema.ModelT.InitFromObj(tflite_schema.Model.GetRootAs(network, 0))
    buffer = tflite_schema.BufferT()
    buffer.data = np.frombuffer(_image_metadata(model), np.uint8)
    model.buffers.append(buffer)
    entry = tflite_schema.MetadataT()
    entry.name, entry.buffer = _METADATA_NAME, len(model.buffers) - 1
    model.metadata = [*(model.metadata or []), entry]
    return _packed(model, _MODEL_IDENTIFIER)


def _image_metadata(model: tflite_schema.ModelT) -> bytes:
    normalisation = metadata_schema.NormalizationOptionsT()
    normalisation.mean, normalisation.std = [_PIXEL_MEAN], [_PIXEL_STD]
    step = metadata_schema.ProcessUnitT()
    step.optionsType, step.options = metadata_schema.ProcessUnitOptions.NormalizationOptions, normalisation
    properties = metadata_schema.ImagePropertiesT()
    properties.colorSpace = metadata_schema.ColorSpaceType.RGB

    image = metadata_schema.TensorMetadataT()
    image.name, image.processUnits = "image", [step]
    image.content = metadata_schema.ContentT()
    image.content.contentPropertiesType = metadata_schema.ContentProperties.ImageProperties
    image.content.contentProperties = properties
    image.stats = metadata_schema.StatsT()
    image.stats.min, image.stats.max = [_INPUT_MIN], [_INPUT_MAX]

    graph = model.subgraphs[0]
    subgraph = metadata_schema.SubGraphMetadataT()
    subgraph.inputTensorMetadata, subgraph.outputTensorMetadata = [image], []
    for index in graph.outputs:
        output = metadata_schema.TensorMetadataT()
        output.name = graph.tensors[index].name.decode()
        subgraph.outputTensorMetadata.append(output)

    root = metadata_schema.ModelMetadataT()
    root.name, root.minParserVersion, root.subgraphMetadata = "pose", _MIN_PARSER_VERSION, [subgraph]
    return _packed(root, _METADATA_IDENTIFIER)


def _packed(table: tflite_schema.ModelT | metadata_schema.ModelMetadataT, identifier: bytes) -> bytes:
    builder = flatbuffers.Builder()
    builder.Finish(table.Pack(builder), identifier)
    return bytes(builder.Output())
