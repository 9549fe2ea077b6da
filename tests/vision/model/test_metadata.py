import zipfile
from pathlib import Path

import pytest
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite_schema

from posecoach.vision.model.bundle import DETECTOR
from posecoach.vision.model.metadata import with_image_metadata


@pytest.fixture(scope="module")
def detector(model_path: Path) -> bytes:
    with zipfile.ZipFile(model_path) as bundle:
        return bundle.read(DETECTOR)


def test_metadata_asks_for_pixels_of_0_to_1_and_names_every_output(detector: bytes) -> None:
    model = tflite_schema.Model.GetRootAs(with_image_metadata(detector), 0)
    entry = model.Metadata(model.MetadataLength() - 1)
    assert entry.Name() == b"TFLITE_METADATA"
    data = bytes(model.Buffers(entry.Buffer()).DataAsNumpy())
    assert data[4:8] == b"M001"
    subgraph = metadata_schema.ModelMetadataT.InitFromPackedBuf(data).subgraphMetadata[0]
    normalisation = subgraph.inputTensorMetadata[0].processUnits[0].options
    assert (list(normalisation.mean), list(normalisation.std)) == ([0.0], [255.0])
    assert len(subgraph.outputTensorMetadata) == model.Subgraphs(0).OutputsLength()


def test_network_itself_is_kept(detector: bytes) -> None:
    before = tflite_schema.Model.GetRootAs(detector, 0)
    after = tflite_schema.Model.GetRootAs(with_image_metadata(detector), 0)
    for index in range(before.BuffersLength()):
        old, new = before.Buffers(index), after.Buffers(index)
        assert old.DataLength() == new.DataLength()
        if old.DataLength():
            assert (old.DataAsNumpy() == new.DataAsNumpy()).all()
